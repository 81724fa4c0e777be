/** OpenStreetMap extracts among the user's files: they add walkways and a base map to what the other files gave. */
import { boundsOf } from '../../core/geo/polygons.ts';
import type { Bounds, MultiPolygon, Position, Problem, Progress, Project, Walkways } from '../../core/types.ts';
import type { FileBytes } from '../files.ts';
import { readOsm, type OsmExtract } from './read.ts';

type Layers = Pick<Project, 'areas' | 'facilities' | 'residences' | 'walkways' | 'background'>;

export interface Added {
  walkways: Walkways | null;
  background: Project['background'];
  problems: Problem[];
  sources: Project['sources'];
  roles: { file: string; layer: 'walkways' | 'background'; rows: number }[];
}

/**
 * Reads extracts as far as they lie where the project is: in its areas, or else in the box around its places. Extracts
 * of whole provinces are what people have. Coordinates of OSM are WGS-84, whatever system the ledgers are in.
 */
export async function addExtracts(
  files: readonly FileBytes[],
  layers: Layers,
  onProgress?: (progress: Progress) => void,
): Promise<Added> {
  const clip = findGround(layers);
  const { walkways, background } = layers;
  const added: Added = { walkways, background, problems: [], sources: [], roles: [] };
  for (const file of files) {
    const extract = await readOsm(file, { clip, ...(onProgress ? { onProgress } : {}) });
    if (extract.walkways.ids.length > 0) added.walkways = joinWalkways(added.walkways, extract.walkways);
    added.background = added.background.concat(extract.background);
    added.problems.push(...extract.problems);
    added.roles.push(
      { file: file.name, layer: 'walkways', rows: extract.walkways.ids.length },
      { file: file.name, layer: 'background', rows: extract.background.length },
    );
    added.sources.push(...nameSources(extract));
  }
  return added;
}

/** The licence asks to be named wherever the data are shown (ODbL 4.3). */
function nameSources({ date }: OsmExtract): Project['sources'] {
  const source = { title: 'OpenStreetMap contributors', licence: 'ODbL-1.0', date };
  return [
    { layer: 'walkways', ...source },
    { layer: 'background', ...source },
  ];
}

function findGround({ areas, facilities, residences }: Layers): MultiPolygon[] | null {
  const polygons = areas.flatMap(({ polygon }) => (polygon === null ? [] : [polygon]));
  if (polygons.length > 0) return polygons;
  const positions = [...facilities, ...residences].map(({ position }) => position);
  return positions.length === 0 ? null : [boxAround(boundsOf([[positions]]))];
}

function boxAround([west, south, east, north]: Bounds): MultiPolygon {
  const ring: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return [[ring]];
}

function joinWalkways(before: Walkways | null, more: Walkways): Walkways {
  if (before === null) return more;
  const coordinates = new Float64Array(before.coordinates.length + more.coordinates.length);
  coordinates.set(before.coordinates);
  coordinates.set(more.coordinates, before.coordinates.length);
  const vertices = before.coordinates.length / 2;
  return {
    coordinates,
    starts: Uint32Array.from([...before.starts, ...more.starts.subarray(1).map((start) => start + vertices)]),
    ids: before.ids.concat(more.ids),
    kinds: before.kinds.concat(more.kinds),
    attributes: before.attributes.concat(more.attributes),
  };
}
