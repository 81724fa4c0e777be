/** The words that the map and its legend need; the views fill them from i18n. */
import type { FacilityKind } from './kinds.ts';

export interface MapWords {
  /** Name of the map region for screen readers. */
  label: string;
  zoomIn: string;
  zoomOut: string;
  /** Button that shows the whole place. */
  whole: string;
  /** Units of the scale bar, set after the figure. */
  metres: string;
  kilometres: string;
  /** Shown instead of the map where the browser has no WebGL 2. */
  noMap: string;
  /** Elders as a label on the map says them: "1,204人". */
  elders: (count: number) => string;
  /** Title of the legend. */
  legend: string;
  /** Heading of the classes of communities. */
  coveredClasses: string;
  lacking: string;
  unknown: string;
  /** Units tested against a row of a plan. */
  evidence: { fails: string; unknown: string; passes: string };
  /** Units by how many of the things asked for they have: all, 70 % and more, half and more, fewer than half. */
  items: { all: string; most: string; half: string; few: string; unknown: string };
  /** Areas chosen for a unit that is being listed. */
  picked: string;
  /** Lines from a facility to the one that supplies it. */
  links: string;
  homeInside: string;
  homeOutside: string;
  homeUnplaced: string;
  homeLost: string;
  /** Scenarios beside the data: homes that one covers anew, or no longer. */
  homeGained: string;
  homeGiven: string;
  /** Lines of a scenario: ways that are not there yet, and how far facilities were moved. */
  lines: string;
  homeSize: string;
  facilityPlanned: string;
  facilityClosed: string;
  facilityOther: string;
  buffer: string;
  /** In a comparison: the limit in a straight line. */
  circles: string;
  /** The limit on foot, and heading of the colours of streets. */
  walked: string;
  reachMinutes: string;
  walk: string;
  /** Where one looks from in `nearby`, and the homes around, of which nothing is said there. */
  place: string;
  home: string;
  proposal: string;
  proposed: string;
  /** Name of a group of facilities and the one character drawn inside its symbol. */
  kinds: Record<FacilityKind, { name: string; letter: string }>;
}
