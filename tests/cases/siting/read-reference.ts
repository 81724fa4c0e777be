/** Known siting problems beside the project, as instances. Nothing here uses the core's own readers. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dsvFormat } from 'd3';
import type { Answer, Instance, Question, Rules } from '../../../src/core/siting/types.ts';
import { loadSolver } from '../../../src/io/solver.ts';
import { makeInstance } from '../../core/siting/enumerate.ts';
import { runTimed } from '../../core/siting/timed.ts';

const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);

export const hasReference = existsSync(fileURLToPath(REFERENCE));
export const absent = hasReference ? '' : ' (skipped: ../shared is absent)';

const readText = (file: string) => readFileSync(new URL(file, REFERENCE), 'utf8').replace(/^\uFEFF/, '');
export const readTable = (file: string) => dsvFormat(',').parse(readText(file));
export const readMethods = () => JSON.parse(readText('methods.json')) as Record<string, never>;

/** A solved question, with the solver, timed as one of its family; fails by status where the time is up. */
export async function answer(
  family: string,
  instance: Instance,
  question: Question,
  rules: Rules = {},
): Promise<Answer> {
  return runTimed(family, { instance, question, rules }, { solver: await loadSolver() });
}

/** 205 tracts by 16 stores; the demand file is in another order than the distances. */
export function readSanFrancisco(limitMetres: number): { instance: Instance; stores: string[] } {
  const pairs = readTable('san-francisco/SF_network_distance_candidateStore_16_censusTract_205_new.csv');
  const people = readTable('san-francisco/SF_demand_205_centroid_uniform_weight.csv');
  const stores = [...new Set(pairs.map((row) => row['name']!))];
  const metres = new Map(pairs.map((row) => [`${row['name']!}|${row['DestinationName']!}`, Number(row['distance'])]));
  const table = people.map((tract) => stores.map((store) => metres.get(`${store}|${tract['NAME']!}`) ?? Infinity));
  return {
    instance: makeInstance(table, { weights: people.map((row) => Number(row['POP2000'])), limitMetres }),
    stores,
  };
}

/** n places that are home and candidate at once, with shortest paths between all; an edge given twice has its last cost. */
export function readPmed(name: string): { instance: Instance; count: number } {
  const numbers = readText(`orlib-pmed/${name}.txt`).trim().split(/\s+/).map(Number);
  const [places, edges, count] = numbers as [number, number, number];
  const table = Array.from({ length: places }, (_, row) => {
    const metres = new Array<number>(places).fill(Infinity);
    metres[row] = 0;
    return metres;
  });
  for (let edge = 0; edge < edges; edge++) {
    const [from, to, cost] = numbers.slice(3 + 3 * edge, 6 + 3 * edge) as [number, number, number];
    table[from - 1]![to - 1] = cost;
    table[to - 1]![from - 1] = cost;
  }
  joinPaths(table);
  return { instance: makeInstance(table), count };
}

function joinPaths(table: number[][]): void {
  for (const [middle, onward] of table.entries()) {
    for (const metres of table) {
      const first = metres[middle]!;
      if (first === Infinity) continue;
      for (let to = 0; to < onward.length; to++) {
        const longer = first + onward[to]!;
        if (longer < metres[to]!) metres[to] = longer;
      }
    }
  }
}
