/** Rows of the areas layer: the units of the division with their people. */
import type { Area } from '../../src/core/types.ts';
import type { Division, Unit } from './division.ts';

/** People of one community, summed over its homes. */
export interface Headcount {
  population: number;
  households: number;
  elders: number;
  elders80: number;
  eldersByYear: Record<number, number>;
}

export function createHeadcount(): Headcount {
  return { population: 0, households: 0, elders: 0, elders80: 0, eldersByYear: {} };
}

export function addHeadcount(sum: Headcount, part: Headcount): void {
  sum.population += part.population;
  sum.households += part.households;
  sum.elders += part.elders;
  sum.elders80 += part.elders80;
  for (const [year, elders] of Object.entries(part.eldersByYear)) {
    sum.eldersByYear[Number(year)] = (sum.eldersByYear[Number(year)] ?? 0) + elders;
  }
}

function createArea(unit: Unit, level: Area['level'], parentId: string | null, people: Headcount): Area {
  return {
    id: unit.code,
    name: unit.name,
    level,
    parentId,
    polygon: unit.polygon,
    setting: level === 'community' ? (unit.rural ? 'rural' : 'urban') : null,
    population: people.population,
    households: people.households,
    elders: people.elders,
    elders80: people.elders80,
    eldersByYear: people.eldersByYear,
    attributes: {
      ...(level === 'community' ? { main_urban: unit.town ? 'no' : 'yes' } : {}),
      elders_basis: 'registered',
    },
  };
}

/** Areas of all levels; the upper ones are sums of the communities. */
export function createAreas(division: Division, people: readonly Headcount[], cityName: string | null): Area[] {
  const sums = (count: number) => Array.from({ length: count }, createHeadcount);
  const [city, counties, subdistricts] = [
    createHeadcount(),
    sums(division.counties.length),
    sums(division.subdistricts.length),
  ];
  division.communities.forEach((community, index) => {
    const part = people[index] ?? createHeadcount();
    const subdistrict = subdistricts[community.parent];
    const county = counties[division.subdistricts[community.parent]?.parent ?? 0];
    for (const sum of [subdistrict, county, city]) if (sum) addHeadcount(sum, part);
  });
  const cityCode = '990100000000';
  const cityUnit = { code: cityCode, name: cityName ?? '', parent: 0, polygon: [], rural: false, town: false };
  return [
    ...(cityName ? [{ ...createArea(cityUnit, 'city', null, city), polygon: null }] : []),
    ...division.counties.map((unit, k) => createArea(unit, 'county', cityName ? cityCode : null, counties[k] ?? city)),
    ...division.subdistricts.map((unit, k) =>
      createArea(unit, 'subdistrict', division.counties[unit.parent]?.code ?? null, subdistricts[k] ?? city),
    ),
    ...division.communities.map((unit, k) =>
      createArea(unit, 'community', division.subdistricts[unit.parent]?.code ?? null, people[k] ?? createHeadcount()),
    ),
  ];
}
