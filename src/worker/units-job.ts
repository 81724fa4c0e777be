/** Units that somebody lists by their communities (大社区): areas of the open project without a polygon of their own. */
import type { FeatureCollection } from 'geojson';
import type { Area, Project } from '../core/types.ts';
import type { Job } from './job.ts';
import type { AreaSummary, ListedUnit } from './results.ts';
import { requireOpen } from './session.ts';
import { createAreaLayer, isListedUnit, listAreas, listListedUnits } from './summary.ts';

/** The parts of a project's summary that its units are in. */
export interface UnitsAnswer {
  units: ListedUnit[];
  areas: AreaSummary[];
  layer: FeatureCollection;
}

/** Takes listed units in place of those before. Units with a polygon stay. Throws on an id that another area has. */
export const setUnits: Job<ListedUnit[], UnitsAnswer> = async function* ({ session }, units) {
  const opened = requireOpen(session);
  yield { stage: 'areas', done: 0, total: 1 };
  const project = withListedUnits(opened.project, units);
  // Homes stay where they are; lists of areas and what is known by their places do not.
  const walks = opened.walks && { ...opened.walks, checks: new Map() };
  session.open = { ...opened, project, demands: new Map(), walks, scenarioWalks: new Map() };
  return {
    result: { units: listListedUnits(project), areas: await listAreas(project), layer: await createAreaLayer(project) },
  };
};

function withListedUnits(project: Project, units: readonly ListedUnit[]): Project {
  const known = new Map(project.areas.map((area) => [area.id, area]));
  const others = project.areas.filter((area) => !isListedUnit(area));
  const taken = new Set(others.map(({ id }) => id));
  const listed = units.map((unit) => {
    if (taken.has(unit.id)) throw new Error(`there is already an area ${unit.id}`);
    taken.add(unit.id);
    return createArea(unit, known.get(unit.id));
  });
  return { ...project, areas: [...others, ...listed] };
}

/** What the file says of a unit beside its name and members stays. */
function createArea({ id, name, members }: ListedUnit, before: Area | undefined): Area {
  if (members.length === 0) throw new Error(`the unit ${id} lists no areas`);
  const attributes = { ...before?.attributes, members: members.join(';') };
  return before ? { ...before, name, attributes } : { ...BLANK, id, name, eldersByYear: {}, attributes };
}

const BLANK = {
  level: 'unit',
  parentId: null,
  polygon: null,
  setting: null,
  population: null,
  households: null,
  elders: null,
  elders80: null,
} as const;
