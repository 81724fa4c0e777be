/** What a schema cannot see: whether the rows of a pack fit each other, and what they name exists. */
import { createProblem } from '../../core/problems.ts';
import type { Requirement, StandardPack } from '../../core/standards/types.ts';
import type { LayerName, Problem } from '../../core/types.ts';
import { findFacilityType } from '../columns/facility-types.ts';
import { SCHEMA } from '../columns/schema.ts';
import { SERVICE_WORDS } from '../columns/words.ts';
import { formatPath, isObject, walkJson, type Found } from './walk-json.ts';

/** Words that the rules themselves use: they have a default in any case, and a pack may set its own. */
export const OWN_PARAMETERS: readonly string[] = ['about_percent', 'adjacent_metres', 'served_metres'];

/** Ids of rows that the file has but that were left out for their own faults: naming them is no second fault. */
export type LeftOut = ReadonlySet<string>;

/**
 * Leaves out rows that cannot be judged, drops references that lead nowhere, and tells of both; notes what may be a slip
 * of the pen. Takes a pack whose fields fit the schema.
 */
export function checkPack(
  pack: StandardPack,
  file: string,
  leftOut: LeftOut,
): { pack: StandardPack; problems: Problem[] } {
  const problems: Problem[] = [];
  const declared = new Set([...OWN_PARAMETERS, ...pack.parameters.map(({ id }) => id)]);
  const requirements = pack.requirements.filter((row) => {
    const faults = [...checkParameters(row, declared), ...checkFields(row), ...checkShares(row)];
    problems.push(...faults.map((fault) => ({ ...fault, file })));
    return faults.length === 0;
  });
  const gone = new Set([
    ...leftOut,
    ...pack.requirements.filter((row) => !requirements.includes(row)).map(({ id }) => id),
  ]);
  const linked = dropReferences({ ...pack, requirements }, gone, file, problems);
  problems.push(...noteNames(linked.requirements, file));
  return { pack: linked, problems };
}

/** `requirements[KS-038].measure.each`: the field as told to the author. */
export function fieldOf(list: string, id: string | number, path: Found['path']): string {
  const inner = formatPath(path);
  return `${list}[${id}]${inner === '' || inner.startsWith('[') ? inner : `.${inner}`}`;
}

function rowFault(
  code: 'pack_parameter_unknown' | 'pack_field_missing' | 'pack_field_invalid',
  row: Requirement,
  path: Found['path'],
): Problem {
  const column = fieldOf('requirements', row.id, path);
  return createProblem(code, { id: row.id, column, action: 'left_out' });
}

function checkParameters(row: Requirement, declared: ReadonlySet<string>): Problem[] {
  return [...walkJson(row)].flatMap(({ path, value }) => {
    if (!isObject(value) || typeof value.parameter !== 'string' || declared.has(value.parameter)) return [];
    return [{ ...rowFault('pack_parameter_unknown', row, path), value: value.parameter }];
  });
}

/** Fields that are needed only beside others. */
function checkFields(row: Requirement): Problem[] {
  return [...walkJson(row)].flatMap(({ path, value }) => {
    if (!isObject(value)) return [];
    const { kind } = value;
    const isByUnit = kind === 'capacity_ratio' || kind === 'area_per_1000_people';
    if (isByUnit && 'each' in value !== 'units' in value) {
      return [rowFault('pack_field_missing', row, [...path, 'each' in value ? 'units' : 'each'])];
    }
    const isItem = ['required', 'optional'].includes(String(path.at(-2)));
    return isItem && !('types' in value) && !('services' in value)
      ? [rowFault('pack_field_missing', row, [...path, 'types'])]
      : [];
  });
}

/** Targets of a row in per cent, those of its steps and other readings included, lie between 0 and 100. */
function checkShares(row: Requirement): Problem[] {
  if (row.unit !== 'percent') return [];
  return [...walkJson(row)].flatMap(({ path, value }) => {
    if (path.at(-1) !== 'target' || !isObject(value)) return [];
    return ['value', 'upTo'].flatMap((key) => {
      const share = value[key];
      if (typeof share !== 'number' || (share >= 0 && share <= 100)) return [];
      return [{ ...rowFault('pack_field_invalid', row, [...path, key]), value: `${share} → 0-100` }];
    });
  });
}

/** The pack with references only to rows that are there. */
function dropReferences(pack: StandardPack, gone: LeftOut, file: string, problems: Problem[]): StandardPack {
  const rows = new Set(pack.requirements.map(({ id }) => id));
  const statements = new Set([...pack.baselines, ...pack.forecasts].map(({ id }) => id));
  const told = (known: boolean, id: string, column: string, row: string | null): boolean => {
    if (!known && !gone.has(id)) {
      problems.push(createProblem('pack_reference_unknown', { file, id: row, column, value: id, action: 'changed' }));
    }
    return known;
  };
  const requirements = pack.requirements.map(({ sameAs, baseline, ...row }): Requirement => {
    const at = (key: string): string => fieldOf('requirements', row.id, [key]);
    const same = sameAs?.filter((id) => told(rows.has(id), id, at('sameAs'), row.id)) ?? [];
    const hasBaseline = baseline !== undefined && told(statements.has(baseline), baseline, at('baseline'), row.id);
    return { ...row, ...(same.length > 0 ? { sameAs: same } : {}), ...(hasBaseline ? { baseline } : {}) };
  });
  const conflicts = pack.conflicts.map(({ requirements: ids, text }, place) => {
    const column = fieldOf('conflicts', place, ['requirements']);
    return { requirements: ids.filter((id) => told(rows.has(id) || statements.has(id), id, column, null)), text };
  });
  return { ...pack, requirements, conflicts };
}

/** Columns and types that are none of ours, each told once, where it is met first. */
function noteNames(rows: readonly Requirement[], file: string): Problem[] {
  const seen = new Map<string, Problem>();
  for (const row of rows) {
    for (const { layer, name, path } of listNames(row)) {
      const isOurs = layer === 'types' ? isType(name) : isColumn(layer, name);
      const key = `${layer} ${name}`;
      if (isOurs || seen.has(key)) continue;
      const code = layer === 'types' ? 'pack_type_unknown' : 'pack_column_unknown';
      const column = fieldOf('requirements', row.id, path);
      seen.set(key, createProblem(code, { severity: 'note', file, id: row.id, column, value: name }));
    }
  }
  return [...seen.values()];
}

type Layer = Extract<LayerName, 'facilities' | 'areas' | 'residences'>;
interface Name {
  layer: Layer | 'types';
  name: string;
  path: Found['path'];
}

/** What rows of a layer have beside their own columns: of the area that they lie in. */
const OF_THE_AREA = new Set(['setting', 'main_urban']);

/** A type code, or a service that stands in for one. */
function isType(code: string): boolean {
  return findFacilityType(code) === code || Object.hasOwn(SERVICE_WORDS, code);
}

function isColumn(layer: Layer, name: string): boolean {
  if (layer !== 'areas' && OF_THE_AREA.has(name)) return true;
  if (layer !== 'facilities' && /^elders_\d{4}$/u.test(name)) return true;
  return SCHEMA[layer].some((column) => column.name === name);
}

/** Columns and facility types that a row names, measures of other readings included. */
function* listNames(row: Requirement): Generator<Name> {
  for (const { path, value } of walkJson(row)) {
    if (!isObject(value)) continue;
    for (const name of [value.types].flat()) {
      if (typeof name === 'string') yield { layer: 'types', name, path: [...path, 'types'] };
    }
    for (const key of ['where', 'passes']) {
      const layer = layerOfTest(value, path);
      for (const inner of walkJson(value[key], [...path, key])) yield* columnsOfTest(inner, layer);
    }
    yield* columnsOfMeasure(value, path);
  }
}

/** Whose columns the `where` or `passes` of an object speak of. */
function layerOfTest(holder: Record<string, unknown>, path: Found['path']): Layer {
  if ('types' in holder || 'passes' in holder) return 'facilities';
  return 'level' in holder || path.includes('cases') ? 'areas' : 'residences';
}

function* columnsOfTest({ path, value }: Found, layer: Layer): Generator<Name> {
  if (!isObject(value)) return;
  if (typeof value.field === 'string') yield { layer, name: value.field, path: [...path, 'field'] };
  if (typeof value.of === 'string') yield { layer, name: value.of, path: [...path, 'of'] };
}

function* columnsOfMeasure(holder: Record<string, unknown>, path: Found['path']): Generator<Name> {
  const { kind, field, area, weight } = holder;
  if ('set' in holder && typeof field === 'string' && field !== 'count') {
    yield { layer: 'facilities', name: field, path: [...path, 'field'] };
  }
  if (kind === 'per_unit_value' && typeof field === 'string') {
    yield { layer: 'areas', name: field, path: [...path, 'field'] };
  }
  if (kind === 'area_per_bed' && typeof area === 'string') {
    yield { layer: 'facilities', name: area, path: [...path, 'area'] };
  }
  if (kind === 'attribute_share' && typeof weight === 'string') {
    yield { layer: 'facilities', name: weight, path: [...path, 'weight'] };
  }
}
