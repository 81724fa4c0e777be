/** All layers of a set of tables -> a project. Areas come first: the others are tested against them. */
import { boundsOf } from '../../core/geo/polygons.ts';
import { createProblem } from '../../core/problems.ts';
import type { Area, Bounds, LayerName, Project } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import { AreaNames } from './area-names.ts';
import { readAreas } from './areas.ts';
import { readBackground } from './background.ts';
import { readCandidates } from './candidates.ts';
import { readFacilities } from './facilities.ts';
import { readGates } from './gates.ts';
import { reportMixedSystems, type ReadContext } from './layer.ts';
import { readReported } from './reported.ts';
import { readResidences } from './residences.ts';
import { readWalkways } from './walkways.ts';

export type LayerTables = Partial<Record<LayerName, Table[]>>;
export type LayerData = Omit<Project, 'name' | 'year' | 'standards' | 'scenarios' | 'sources'>;

/** Reads every layer. `onLayer` is told when one is done. */
export function readLayers(tables: LayerTables, context: ReadContext, onLayer: (layer: LayerName) => void): LayerData {
  function read<T>(layer: LayerName, reader: (tables: readonly Table[], context: ReadContext) => T): T {
    const result = reader(tables[layer] ?? [], context);
    onLayer(layer);
    return result;
  }
  const areas = read('areas', readAreas);
  context.names = new AreaNames(areas);
  context.near = findBounds(areas);
  const data = {
    areas,
    facilities: read('facilities', readFacilities),
    residences: read('residences', readResidences),
    walkways: read('walkways', readWalkways),
    candidates: read('candidates', readCandidates),
    background: read('background', readBackground),
    gates: read('gates', readGates),
    reported: read('reported', readReported),
  };
  reportMixedSystems(context.systems, context.problems);
  reportMissing(data, context);
  return data;
}

/** Half a degree, some 50 km: a place that far off is not beside the city but on the other side of the diagonal. */
const MARGIN_DEGREES = 0.5;

function findBounds(areas: readonly Area[]): Bounds | null {
  let bounds: Bounds | null = null;
  for (const { polygon } of areas) {
    if (polygon === null) continue;
    const [west, south, east, north] = boundsOf(polygon);
    bounds =
      bounds === null
        ? [west, south, east, north]
        : [
            Math.min(bounds[0], west),
            Math.min(bounds[1], south),
            Math.max(bounds[2], east),
            Math.max(bounds[3], north),
          ];
  }
  if (bounds === null) return null;
  const [west, south, east, north] = bounds;
  return [west - MARGIN_DEGREES, south - MARGIN_DEGREES, east + MARGIN_DEGREES, north + MARGIN_DEGREES];
}

/** Facilities, and people somewhere: without these there is nothing to analyse. */
function reportMissing({ facilities, residences, areas }: LayerData, { problems }: ReadContext): void {
  if (facilities.length === 0) problems.push(createProblem('layer_missing', { layer: 'facilities' }));
  if (residences.length > 0) return;
  const severity = areas.some((area) => area.elders !== null) ? 'warning' : 'error';
  problems.push(createProblem('layer_missing', { severity, layer: 'residences' }));
}
