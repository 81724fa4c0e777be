/** Classes of roads as maps draw them, and the words of OpenStreetMap that mean them. */

export const ROAD_CLASSES = ['expressway', 'arterial', 'street', 'lane'] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

const WORDS: Readonly<Record<Exclude<RoadClass, 'street'>, readonly string[]>> = {
  expressway: ['expressway', 'motorway', 'motorway_link', 'trunk', 'trunk_link'],
  arterial: ['arterial', 'primary', 'primary_link', 'secondary', 'secondary_link'],
  lane: ['lane', 'alley', 'service', 'living_street', 'pedestrian', 'footway', 'path', 'track', 'steps', 'cycleway'],
};
const CLASS_OF_WORD: ReadonlyMap<unknown, RoadClass> = new Map(
  ROAD_CLASSES.flatMap((name) => (name === 'street' ? [] : WORDS[name].map((word) => [word, name] as const))),
);

/** A road of an unknown word, or of none, is a street. */
export function findRoadClass(word: unknown): RoadClass {
  return CLASS_OF_WORD.get(word) ?? 'street';
}
