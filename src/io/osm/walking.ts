import type { OsmTags } from './elements.ts';

/**
 * What a way must say to be walked on. The words are those of the OSM wiki: Key:highway, Key:foot, Key:access,
 * Key:sidewalk, Key:motorroad, Key:indoor, Lifecycle prefix.
 *
 * - `always`: unless foot or access forbid it. Ways with area=yes belong here too: their outline is what is walked on,
 *   so that streets which end at a square go on around it.
 * - `asked`: only where it is said that people on foot may go there, by foot=yes, designated or permissive.
 * - `beside`: as `asked`, or where a sidewalk is there (sidewalk=both, left, right, yes, separate).
 * - never: everything else, motorways and what is not there (proposed, construction, abandoned ...) among it.
 */
const RULES: Readonly<Record<string, 'always' | 'asked' | 'beside'>> = {
  footway: 'always',
  path: 'always',
  pedestrian: 'always',
  steps: 'always',
  crossing: 'always',
  living_street: 'always',
  residential: 'always',
  service: 'always',
  unclassified: 'always',
  road: 'always',
  track: 'always',
  tertiary: 'always',
  tertiary_link: 'always',
  secondary: 'always',
  secondary_link: 'always',
  primary: 'always',
  primary_link: 'always',
  cycleway: 'always',
  trunk: 'beside',
  trunk_link: 'beside',
  busway: 'beside',
  bridleway: 'asked',
  // Inside buildings: open for some hours, and for the visitors of the building.
  corridor: 'asked',
  platform: 'asked',
};

const FOOT_MAY = new Set(['yes', 'designated', 'permissive']);
/** `use_sidepath`: walkers must take the path beside the road, which is a way of its own on the map. */
const FOOT_MAY_NOT = new Set(['no', 'use_sidepath']);
const SIDEWALKS = ['sidewalk', 'sidewalk:both', 'sidewalk:left', 'sidewalk:right'];

/**
 * Whether people walk on a way, by its tags. A word for walkers (foot) goes before one for everybody (access).
 * `access=private` stays: behind the gates of a compound live the people whose walks are measured.
 */
export function isWalkable(tags: OsmTags): boolean {
  const rule = tags.highway === undefined || !Object.hasOwn(RULES, tags.highway) ? undefined : RULES[tags.highway];
  if (rule === undefined || isNotThere(tags)) return false;
  if (tags.foot !== undefined && FOOT_MAY_NOT.has(tags.foot)) return false;
  if (tags.foot !== undefined && FOOT_MAY.has(tags.foot)) return true;
  if (tags.access === 'no' || tags.indoor === 'yes') return false;
  const besideCars = rule === 'beside' || tags.motorroad === 'yes';
  return besideCars ? hasSidewalk(tags) : rule === 'always';
}

/** Lifecycle said in the old way, as a tag beside the highway's own. */
function isNotThere(tags: OsmTags): boolean {
  return ['proposed', 'construction', 'abandoned'].some((key) => tags[key] === 'yes');
}

function hasSidewalk(tags: OsmTags): boolean {
  return SIDEWALKS.some((key) => {
    const value = tags[key];
    return value !== undefined && value !== 'no' && value !== 'none';
  });
}
