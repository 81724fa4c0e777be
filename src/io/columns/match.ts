/** Which header of a table is which of our columns. */
import { createProblem } from '../../core/problems.ts';
import { LAYERS, type CoordinateSystem, type LayerName, type Problem } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import type { Column } from './column.ts';
import { findElderAge, findEldersYear, normaliseHeader, splitSystem, stripRemarks } from './headers.ts';
import { CORE_COLUMNS, SCHEMA } from './schema.ts';

/** A pair of coordinate columns, or one column that holds both. */
export interface PlaceColumns {
  /** The system that the headers name, else null. */
  system: CoordinateSystem | null;
  longitude: string;
  latitude: string;
}

/** A column whose cells go to `attributes`. */
export interface AttributeColumn {
  header: string;
  /** Our name for a known column, else the header itself. */
  name: string;
  /** Null for a column that we do not know. */
  column: Column | null;
}

export interface Binding {
  /** Our column -> its header. */
  headers: Map<string, string>;
  attributes: AttributeColumn[];
  eldersYears: { year: number; header: string }[];
  places: PlaceColumns | null;
  problems: Problem[];
}

interface Meaning {
  column: Column;
  /** 0 for our own name, then the place in the list of aliases. */
  rank: number;
}

const MEANINGS = new Map<LayerName, Map<string, Meaning[]>>();

function meaningsOf(layer: LayerName): Map<string, Meaning[]> {
  let meanings = MEANINGS.get(layer);
  if (meanings === undefined) {
    meanings = new Map();
    for (const column of SCHEMA[layer]) {
      [column.name, ...column.aliases].forEach((word, rank) => {
        const key = normaliseHeader(word);
        const known = meanings?.get(key);
        if (known === undefined) meanings?.set(key, [{ column, rank }]);
        else if (!known.some((meaning) => meaning.column === column)) known.push({ column, rank });
      });
    }
    MEANINGS.set(layer, meanings);
  }
  return meanings;
}

function findMeanings(header: string, layer: LayerName): Meaning[] {
  const meanings = meaningsOf(layer);
  const bare = normaliseHeader(stripRemarks(header));
  return meanings.get(normaliseHeader(header)) ?? meanings.get(bare) ?? meanings.get(findElderAge(bare) ?? '') ?? [];
}

/** Headers of longitude and latitude that stand together. */
const PAIRS: readonly (readonly [longitude: string, latitude: string])[] = [
  ['lon', 'lat'],
  ['lng', 'lat'],
  ['long', 'lat'],
  ['longitude', 'latitude'],
  ['x', 'y'],
  ['经度', '纬度'],
  ['东经', '北纬'],
  ['经', '纬'],
  ['x坐标', 'y坐标'],
  ['坐标x', '坐标y'],
  ['经度坐标', '纬度坐标'],
  ['经度x', '纬度y'],
  ['coordx', 'coordy'],
  ['pointx', 'pointy'],
];
const LONGITUDES = new Set(PAIRS.map(([longitude]) => longitude));
const LATITUDES = new Set(PAIRS.map(([, latitude]) => latitude));
const BOTH = new Set(
  '经纬度 坐标 经纬度坐标 坐标经纬度 点位坐标 地理坐标 location lnglat lonlat coordinates coordinate 位置坐标'.split(
    ' ',
  ),
);

type Axis = 'longitude' | 'latitude' | 'both';

interface AxisHeader {
  header: string;
  axis: Axis;
  /** The bare word: 经度 of WGS84经度（°）. */
  word: string;
  system: CoordinateSystem | null;
}

function findAxis(header: string): AxisHeader | undefined {
  const { system, rest } = splitSystem(header);
  for (const text of [rest, stripRemarks(rest)]) {
    const word = normaliseHeader(text);
    if (LONGITUDES.has(word)) return { header, axis: 'longitude', word, system };
    if (LATITUDES.has(word)) return { header, axis: 'latitude', word, system };
    if (BOTH.has(word) || (system !== null && word === '')) return { header, axis: 'both', word, system };
  }
  return undefined;
}

/** Whether a text is the header of any layer: tells a header from a title, and from a row of data. */
export function isKnownHeader(text: string): boolean {
  const word = normaliseHeader(stripRemarks(text));
  if (word === '') return false;
  if (findAxis(text) !== undefined || findEldersYear(word) !== null) return true;
  return LAYERS.some((layer) => findMeanings(text, layer).length > 0);
}

/** All pairs, one for each system, in the order of their systems of headers. */
export function findPlaces(columns: readonly string[]): PlaceColumns[] {
  const bySystem = new Map<CoordinateSystem | null, AxisHeader[]>();
  for (const header of columns) {
    const found = findAxis(header);
    if (found !== undefined) bySystem.set(found.system, [...(bySystem.get(found.system) ?? []), found]);
  }
  return [...bySystem].flatMap(([system, headers]) => {
    const pair = choosePair(headers);
    return pair === undefined ? [] : [{ system, ...pair }];
  });
}

/** Two headers that stand together (经度 with 纬度, lon with lat), else the first of each axis, else one for both. */
function choosePair(headers: readonly AxisHeader[]): { longitude: string; latitude: string } | undefined {
  const longitudes = headers.filter(({ axis }) => axis === 'longitude');
  const latitudes = headers.filter(({ axis }) => axis === 'latitude');
  for (const { word, header } of longitudes) {
    const partners = PAIRS.filter(([longitude]) => longitude === word).map(([, latitude]) => latitude);
    const partner = latitudes.find((other) => partners.includes(other.word));
    if (partner !== undefined) return { longitude: header, latitude: partner.header };
  }
  const [longitude, latitude] = [longitudes[0]?.header, latitudes[0]?.header];
  if (longitude !== undefined && latitude !== undefined) return { longitude, latitude };
  const both = headers.find(({ axis }) => axis === 'both')?.header;
  return both === undefined ? undefined : { longitude: both, latitude: both };
}

/**
 * The pair to use where several stand side by side: WGS-84 first, then a pair whose system is named, because it can be
 * converted, then the one without a name. In a project folder `lon` and `lat` are WGS-84 by contract and come first.
 */
function choosePlaces(columns: readonly string[], inProject: boolean): PlaceColumns | null {
  const order: (CoordinateSystem | null)[] = inProject
    ? [null, 'wgs84', 'gcj02', 'bd09']
    : ['wgs84', 'gcj02', 'bd09', null];
  const places = findPlaces(columns);
  for (const system of order) {
    const found = places.find((pair) => pair.system === system);
    if (found !== undefined) return found;
  }
  return null;
}

/** Gives each header at most one column and each column at most one header, the most trusted first. */
function assign(headers: readonly string[], layer: LayerName): Map<string, Column> {
  const offers: { header: string; order: number; meaning: Meaning }[] = [];
  headers.forEach((header, order) => {
    for (const meaning of findMeanings(header, layer)) offers.push({ header, order, meaning });
  });
  const exact = (offer: { header: string; meaning: Meaning }): number =>
    offer.header === offer.meaning.column.name ? 0 : 1;
  offers.sort((a, b) => exact(a) - exact(b) || a.meaning.rank - b.meaning.rank || a.order - b.order);
  const columns = new Map<string, Column>();
  const taken = new Set<Column>();
  for (const { header, meaning } of offers) {
    if (columns.has(header) || taken.has(meaning.column)) continue;
    columns.set(header, meaning.column);
    taken.add(meaning.column);
  }
  if (layer === 'areas') ownStreetCode(columns);
  return columns;
}

/** In a list of streets 街道代码 is the code of the row itself; in a list of communities it is their parent's. */
function ownStreetCode(columns: Map<string, Column>): void {
  const headers = [...columns.keys()];
  const headerOf = (name: string): string | undefined => headers.find((header) => columns.get(header)?.name === name);
  const [code, name] = [headerOf('parent_id'), headerOf('name')];
  if (code === undefined || name === undefined || headerOf('id') !== undefined) return;
  const id = SCHEMA.areas.find((column) => column.name === 'id');
  const isOfStreets = normaliseHeader(code) === '街道代码' && normaliseHeader(name) === '街道名称';
  if (isOfStreets && id !== undefined) columns.set(code, id);
}

function hasEldersByYear(layer: LayerName): boolean {
  return layer === 'areas' || layer === 'residences';
}

/** Candidates are written as CSV, where `lon` and `lat` are the place: columns of the user's with these names give way. */
function nameOfOwn(header: string, layer: LayerName): string {
  return layer === 'candidates' && (header === 'lon' || header === 'lat') ? `${header}#2` : header;
}

/**
 * Reads the headers of a table as columns of a layer. Headers that we do not know are kept as attributes under their
 * own names, with one note each. `hasGeometry`: the rows bring their own geometry, so coordinate columns are not used.
 */
export function bindColumns(table: Table, layer: LayerName, inProject: boolean, hasGeometry: boolean): Binding {
  const places = hasGeometry ? null : choosePlaces(table.columns, inProject);
  const binding: Binding = { headers: new Map(), attributes: [], eldersYears: [], places, problems: [] };
  const used = places === null ? [] : [places.longitude, places.latitude];
  const headers = table.columns.filter((header) => !used.includes(header));
  const assigned = assign(headers, layer);
  const note = { severity: 'note', layer, file: table.file } as const;
  const years = new Set<number>();
  for (const header of headers) {
    const column = assigned.get(header);
    const year = column === undefined && hasEldersByYear(layer) ? findEldersYear(normaliseHeader(header)) : null;
    if (year !== null && !years.has(year)) {
      years.add(year);
      binding.eldersYears.push({ year, header });
    } else if (column === undefined) {
      binding.attributes.push({ header, name: nameOfOwn(header, layer), column: null });
      binding.problems.push(createProblem('column_unknown', { ...note, column: header }));
    } else {
      binding.headers.set(column.name, header);
      if (!CORE_COLUMNS[layer].has(column.name)) binding.attributes.push({ header, name: column.name, column });
      if (normaliseHeader(header) !== normaliseHeader(column.name)) {
        // Our elders are 60 and older: fewer of them than everybody counts on.
        const severity = column.name === 'elders' && header.includes('65') ? 'warning' : 'note';
        const renamed = { ...note, severity, column: header, value: column.name } as const;
        binding.problems.push(createProblem('column_renamed', renamed));
      }
    }
  }
  return binding;
}
