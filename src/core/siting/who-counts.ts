/** Who weighs how much in a question of siting, by weight and scope. */
import type { Demand } from '../coverage/demand.ts';
import type { Nearest } from '../coverage/nearest.ts';
import { serviceResults } from '../coverage/shares.ts';
import { createAreaLookup, withUnits } from '../standards/places.ts';
import { AREA_LEVELS, type AreaLevel, type Settings } from '../types.ts';
import { SitingRefusal } from './refusal.ts';
import type { Scope, Weight } from './request.ts';

/** Weight of each row; people whom nobody has counted weigh nothing. */
export interface RowWeights {
  weights: Float64Array;
  /** Residences in the scope whose number is not known. */
  withoutWeight: number;
}

/** 1 = the row is in the scope; null: all are. Throws a `SitingRefusal` on an id that nothing has. */
export function findScope(demand: Demand, scope: Scope): Uint8Array | null {
  if (scope.in === 'all') return null;
  const { areas, members, memberStarts } = withUnits(demand, createAreaLookup(demand.areas));
  const places = new Map(areas.map(({ id }, place) => [id, place]));
  const rows = new Map(demand.residences.map(({ id }, row) => [id, row]));
  const isIn = new Uint8Array(demand.residences.length);
  for (const id of scope.ids) {
    const [place, row] = [places.get(id), rows.get(id)];
    if (place === undefined && row === undefined) throw new SitingRefusal('unknown_area', id);
    if (place === undefined) isIn[row!] = 1;
    else for (let at = memberStarts[place]!; at < memberStarts[place + 1]!; at++) isIn[members[at]!] = 1;
  }
  return isIn;
}

export interface Standing {
  demand: Demand;
  /** Of the kind, before any new site. */
  nearest: Nearest;
  settings: Settings;
  limitMetres: number;
  /** On foot: 1 = the streets of the area look incomplete. */
  incomplete: Uint8Array | null;
}

export function weighRows(standing: Standing, weight: Weight, scope: Uint8Array | null): RowWeights {
  const { elders, residences } = standing.demand;
  const known = weight === 'elders_80' ? Float64Array.from(residences, ({ elders80 }) => elders80 ?? NaN) : elders;
  const lacking = weight === 'elders_lacking' ? findLacking(standing) : null;
  let withoutWeight = 0;
  const weights = known.map((people, row) => {
    if (scope?.[row] === 0 || lacking?.[row] === 0) return 0;
    if (!Number.isNaN(people)) return people;
    withoutWeight++;
    return 0;
  });
  return { weights, withoutWeight };
}

/** 1 = the home lies in a community that is lacking; where there are no communities, in an area of the finest level. */
function findLacking({ demand, nearest, settings, limitMetres, incomplete }: Standing): Uint8Array {
  const { areas } = serviceResults(demand, nearest, { ...settings, limitMetres, incomplete });
  const level = findLevel(demand);
  const isIn = new Uint8Array(demand.residences.length);
  areas.forEach(({ status }, place) => {
    if (status !== 'lacking' || demand.areas[place]!.level !== level) return;
    for (let at = demand.memberStarts[place]!; at < demand.memberStarts[place + 1]!; at++)
      isIn[demand.members[at]!] = 1;
  });
  return isIn;
}

function findLevel({ areas }: Demand): AreaLevel | null {
  const present = new Set(areas.map(({ level }) => level));
  const fromBelow = AREA_LEVELS.filter((level) => level !== 'unit').reverse();
  return fromBelow.find((level) => present.has(level)) ?? null;
}
