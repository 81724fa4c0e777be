/** What a table is: which layer its geometry, columns and name speak for. */
import { LAYERS, type LayerName } from '../core/types.ts';
import { findTypeInName } from './columns/facility-types.ts';
import { findElderAge, findEldersYear, normaliseHeader, stripRemarks } from './columns/headers.ts';
import { findPlaces } from './columns/match.ts';
import { SCHEMA } from './columns/schema.ts';
import type { Table } from './tables.ts';

type Shape = 'point' | 'line' | 'polygon' | 'mixed' | 'rows';

/** Layers that a shape can be, others are out of the question. */
const POSSIBLE: Record<Shape, readonly LayerName[]> = {
  point: ['facilities', 'residences', 'candidates', 'gates', 'background'],
  line: ['walkways', 'background'],
  polygon: ['areas', 'residences', 'background'],
  mixed: ['background', 'residences'],
  rows: ['facilities', 'areas', 'residences', 'candidates', 'gates', 'reported'],
};

/** Words in names of files and sheets. */
const NAMES: readonly [LayerName, RegExp][] = [
  ['candidates', /备选|候选|闲置|存量用房|空置|可用房屋|选址|candidate|vacant|premises/u],
  ['reported', /填报|上报数|reported|指标值/u],
  ['gates', /出入口|大门|小区门|gate|entrance/u],
  ['background', /背景|底图|水系|河流|绿地|铁路|建筑物|边线|background|basemap|water|green|rail|building/u],
  ['walkways', /路网|步行|道路|街巷|慢行|walkway|network|street|footway|path|road/u],
  [
    'areas',
    /边界|社区界|行政区划|区划|社区名单|社区人口|社区列表|街道名单|单元|(?:社区|村居|村社)面?[\d年月()_-]*(?:\.[a-z]+)?$|area|boundar|communit|district|village/u,
  ],
  ['residences', /小区|住宅|居住|居民区|楼栋|自然村|residen|compound|household|housing/u],
  ['facilities', /设施|机构|养老院|助餐|食堂|照料|日照|医疗|卫生|facilit|institution|service|centre|center/u],
];

/** Columns that hardly stand in another layer. */
const TELLING: Record<LayerName, readonly string[]> = {
  facilities:
    'types services status opened beds nursing_beds dementia_beds day_places meals_per_day hours meal_times grade phone operator residents accepts'.split(
      ' ',
    ),
  areas: 'level parent_id setting main_urban elders_basis'.split(' '),
  residences: 'stage completed care_room_m2 estimated households elders area_id occupancy buildings'.split(' '),
  walkways: 'kind access bridge'.split(' '),
  candidates: 'cost yearly_cost available tenure own_entrance fire_safety lift'.split(' '),
  background: ['kind'],
  gates: ['residence_id'],
  reported: ['requirement_id', 'value'],
};

/** Headers of names that say whose name it is. */
const NAME_HEADERS: readonly [LayerName, RegExp][] = [
  ['facilities', /^(?:设施|机构|养老机构|单位|助餐点|食堂|中心|站点|服务设施)名称$|^facilityname$/u],
  [
    'residences',
    /^(?:小区名称?|住宅区名称|居民区(?:名称)?|小区|楼盘(?:名称)?|自然村(?:名称)?|楼栋(?:名称)?)$|^residencename$/u,
  ],
  ['areas', /^(?:单元名称|区划名称|行政区划名称|社区名称|村社名称|村居名称|街道名称)$|^areaname$/u],
  ['candidates', /^(?:房屋名称|地块名称|物业名称|备选点名称)$|^candidatename$/u],
];

const COLUMN_SETS = new Map<LayerName, Map<string, string>>();

function columnsOf(layer: LayerName): Map<string, string> {
  let words = COLUMN_SETS.get(layer);
  if (words === undefined) {
    words = new Map();
    for (const { name, aliases } of SCHEMA[layer]) {
      for (const word of [name, ...aliases])
        if (!words.has(normaliseHeader(word))) words.set(normaliseHeader(word), name);
    }
    COLUMN_SETS.set(layer, words);
  }
  return words;
}

function shapeOf(table: Table): Shape {
  const shapes = new Set<Shape>();
  for (const { geometry } of table.rows) {
    if (geometry === null) continue;
    if (geometry.type.endsWith('Point')) shapes.add('point');
    else if (geometry.type.endsWith('LineString')) shapes.add('line');
    else if (geometry.type.endsWith('Polygon')) shapes.add('polygon');
    else shapes.add('mixed');
    if (shapes.size > 1) return 'mixed';
  }
  return [...shapes][0] ?? 'rows';
}

/** The last part of a path, with the sheet's name, in small letters. */
function plainName(file: string): string {
  return (file.split('/').pop() ?? file).normalize('NFKC').toLowerCase();
}

function scoreName(file: string, layer: LayerName): number {
  const name = plainName(file);
  const stem = name.replace(/\.[a-z0-9]+(?:#.*)?$/u, '');
  if (stem === layer || stem.endsWith(`_${layer}`) || stem.startsWith(`${layer}_`) || name.endsWith(`#${layer}`))
    return 20;
  if (layer === 'facilities' && findTypeInName(file) !== undefined) return 6;
  return NAMES.find(([, words]) => words.test(name))?.[0] === layer ? 5 : 0;
}

function countKnown(headers: readonly string[], layer: LayerName): number {
  const columns = columnsOf(layer);
  return headers.filter((header) => columns.has(header)).length;
}

function scoreColumns(headers: readonly string[], layer: LayerName): number {
  const columns = columnsOf(layer);
  const found = countKnown(headers, layer);
  let score = 0;
  for (const header of headers) {
    const column = columns.get(header);
    if (column !== undefined && TELLING[layer].includes(column)) score += 2;
  }
  const named = NAME_HEADERS.find(([, pattern]) => headers.some((header) => pattern.test(header)));
  return score + found * 0.1 + (named?.[0] === layer ? 5 : 0);
}

/** Without a place their rows are of no use. */
const NEED_PLACES: readonly LayerName[] = ['facilities', 'residences', 'candidates'];

/** Points that bring no other word than their place are of no layer; such a score is not enough. */
const LEAST_SCORE = 2;

/** Which layer a table is, or null where nothing tells. */
export function guessRole(table: Table): LayerName | null {
  const shape = shapeOf(table);
  const headers = table.columns.map((column) => {
    const header = normaliseHeader(stripRemarks(column));
    return findElderAge(header) ?? header;
  });
  const hasPlaces = findPlaces(table.columns).length > 0;
  const hasPeople = headers.some(
    (header) => findEldersYear(header) !== null || columnsOf('areas').get(header) === 'elders',
  );
  let best: LayerName | null = null;
  let bestScore = LEAST_SCORE;
  for (const layer of LAYERS) {
    if (!POSSIBLE[shape].includes(layer)) continue;
    // Words alone make no table: a sheet of instructions is called after what it explains.
    if (shape === 'rows' && !hasPlaces && countKnown(headers, layer) === 0) continue;
    let score = scoreName(table.file, layer) + scoreColumns(headers, layer);
    if (shape === 'rows' && hasPlaces && (layer === 'areas' || layer === 'reported')) score -= 4;
    if (shape === 'rows' && !hasPlaces && NEED_PLACES.includes(layer)) score -= 2;
    if (shape === 'rows' && !hasPlaces && hasPeople && layer === 'areas') score += 3;
    if (shape === 'line' && layer === 'walkways') score += 3;
    if (shape === 'polygon' && layer === 'areas') score += 2.5;
    if (hasPeople && layer === 'residences') score += 1;
    if (score > bestScore) {
      best = layer;
      bestScore = score;
    }
  }
  return best;
}

/** What the user says a table is: by its full name with the sheet, by its file, or by the last part of the path. */
export function findSaidRole(table: Table, roles: Record<string, LayerName>): LayerName | undefined {
  const file = table.file.replace(/#.*$/u, '');
  const said = roles[table.file] ?? roles[file];
  if (said !== undefined) return said;
  const keys = Object.keys(roles);
  const key =
    keys.find((name) => baseOf(name) === baseOf(table.file)) ?? keys.find((name) => baseOf(name) === baseOf(file));
  return key === undefined ? undefined : roles[key];
}

function baseOf(path: string): string {
  return path.replace(/\\/gu, '/').split('/').pop() ?? path;
}
