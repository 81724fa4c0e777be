/** Which header of a table is which of our columns. */
import { createProblem } from '../../core/problems.ts';
import type { CoordinateSystem, LayerName, Problem } from '../../core/types.ts';
import type { Table } from '../tables.ts';
import type { Column } from './column.ts';
import { findEldersYear, normaliseHeader, splitSystem, stripRemarks } from './headers.ts';
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
  return meanings.get(normaliseHeader(header)) ?? meanings.get(bare) ?? [];
}

const LONGITUDES = new Set('lon lng long longitude x 经度 东经 经 x坐标 坐标x 经度坐标 经度x coordx pointx'.split(' '));
const LATITUDES = new Set('lat latitude y 纬度 北纬 纬 y坐标 坐标y 纬度坐标 纬度y coordy pointy'.split(' '));
const BOTH = new Set(
  '经纬度 坐标 经纬度坐标 坐标经纬度 点位坐标 地理坐标 location lnglat lonlat coordinates coordinate 位置坐标'.split(
    ' ',
  ),
);

type Axis = 'longitude' | 'latitude' | 'both';

function findAxis(header: string): { axis: Axis; system: CoordinateSystem | null } | undefined {
  const { system, rest } = splitSystem(header);
  for (const text of [rest, stripRemarks(rest)]) {
    const word = normaliseHeader(text);
    if (LONGITUDES.has(word)) return { axis: 'longitude', system };
    if (LATITUDES.has(word)) return { axis: 'latitude', system };
    if (BOTH.has(word) || (system !== null && word === '')) return { axis: 'both', system };
  }
  return undefined;
}

/** All pairs, in the order of their systems of headers. */
export function findPlaces(columns: readonly string[]): PlaceColumns[] {
  const pairs = new Map<CoordinateSystem | null, { longitude?: string; latitude?: string; both?: string }>();
  for (const header of columns) {
    const found = findAxis(header);
    if (found === undefined) continue;
    const pair = pairs.get(found.system) ?? {};
    pair[found.axis] ??= header;
    pairs.set(found.system, pair);
  }
  const places: PlaceColumns[] = [];
  for (const [system, { longitude, latitude, both }] of pairs) {
    if (longitude !== undefined && latitude !== undefined) places.push({ system, longitude, latitude });
    else if (both !== undefined) places.push({ system, longitude: both, latitude: both });
  }
  return places;
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
  return columns;
}

function hasEldersByYear(layer: LayerName): boolean {
  return layer === 'areas' || layer === 'residences';
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
      binding.attributes.push({ header, name: header, column: null });
      binding.problems.push(createProblem('column_unknown', { ...note, column: header }));
    } else {
      binding.headers.set(column.name, header);
      if (!CORE_COLUMNS[layer].has(column.name)) binding.attributes.push({ header, name: column.name, column });
      if (normaliseHeader(header) !== normaliseHeader(column.name)) {
        binding.problems.push(createProblem('column_renamed', { ...note, column: header, value: column.name }));
      }
    }
  }
  return binding;
}
