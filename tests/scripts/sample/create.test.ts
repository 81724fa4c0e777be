import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSample } from '../../../scripts/sample/create.ts';
import type { Facility, Project } from '../../../src/core/types.ts';
import { findMetresBetween, readDistrict } from './places.ts';

function hash(project: Project): string {
  const plain = (_: string, value: unknown) => (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value);
  return createHash('sha256').update(JSON.stringify(project, plain)).digest('hex');
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** Share of elders within a straight kilometre, and communities where fewer than half are. */
function countReach(project: Project, isOfKind: (facility: Facility) => boolean) {
  const open = project.facilities.filter((f) => f.status === 'open' && isOfKind(f) && (f.opened ?? 0) <= 2025);
  const byArea = new Map<string, { elders: number; covered: number }>();
  for (const home of project.residences) {
    const row = byArea.get(home.areaId ?? '') ?? { elders: 0, covered: 0 };
    byArea.set(home.areaId ?? '', row);
    row.elders += home.elders ?? 0;
    if (open.some((f) => findMetresBetween(f.position, home.position) <= 1000)) row.covered += home.elders ?? 0;
  }
  const rows = [...byArea.values()];
  const covered = sum(rows.map((row) => row.covered));
  return {
    share: covered / sum(rows.map((row) => row.elders)),
    lacking: rows.filter((row) => row.elders > 0 && row.covered < row.elders / 2).length,
  };
}

const MEAL_TYPES = ['meal_point', 'canteen', 'meal_center'];

describe('the sample district', () => {
  it('is the same to the byte for the same seed and another place for another seed', () => {
    expect(hash(createSample({ size: 'district', seed: 1 }))).toBe(hash(readDistrict()));
    expect(hash(createSample({ size: 'district', seed: 2 }))).not.toBe(hash(readDistrict()));
  });

  it('has as many rows of everything as is promised', () => {
    const { areas, residences, facilities, candidates, gates, background, walkways } = readDistrict();
    const count = (level: string) => areas.filter((area) => area.level === level).length;
    expect([count('county'), count('subdistrict'), count('community')]).toEqual([1, 11, 104]);
    expect(residences).toHaveLength(1800);
    expect(facilities).toHaveLength(160);
    expect(candidates).toHaveLength(60);
    expect(gates.length).toBeGreaterThan(1000);
    expect(background.filter(({ kind }) => kind === 'building').length).toBeLessThanOrEqual(6000);
    expect((walkways?.coordinates.length ?? 0) / 2).toBeGreaterThan(20_000);
    expect((walkways?.coordinates.length ?? 0) / 2).toBeLessThan(60_000);
  });

  it('gives no id twice in a layer, and no name twice where people would look for one', () => {
    const { areas, residences, facilities, candidates, walkways } = readDistrict();
    for (const rows of [areas, residences, facilities, candidates]) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    }
    expect(new Set(walkways?.ids).size).toBe(walkways?.ids.length);
  });

  it('has codes of twelve digits under a province that does not exist, with every parent there', () => {
    const { areas } = readDistrict();
    const ids = new Set(areas.map(({ id }) => id));
    for (const area of areas) {
      expect(area.id).toMatch(/^9901\d{8}$/);
      if (area.level !== 'county') expect(ids.has(area.parentId ?? '')).toBe(true);
    }
  });

  it('counts in each community the elders of its homes, but for two villages whose homes are not listed', () => {
    const { areas, residences } = readDistrict();
    const listed = new Map<string, number>();
    for (const home of residences)
      listed.set(home.areaId ?? '', (listed.get(home.areaId ?? '') ?? 0) + (home.elders ?? 0));
    const communities = areas.filter(({ level }) => level === 'community');
    const unlisted = communities.filter(({ id }) => !listed.has(id));
    expect(unlisted.map(({ setting, elders }) => [setting, (elders ?? 0) > 0])).toEqual(Array(2).fill(['rural', true]));
    for (const community of communities) {
      if (listed.has(community.id)) expect(community.elders).toBe(listed.get(community.id));
      expect(community.eldersByYear[2025]).toBe(community.elders);
    }
    expect(areas.find(({ level }) => level === 'county')?.elders).toBe(sum(communities.map(({ elders }) => elders)));
  });

  it('has 150,000 to 200,000 elders, an older centre and younger new compounds', () => {
    const { residences } = readDistrict();
    const share = (homes: typeof residences) => sum(homes.map((h) => h.elders)) / sum(homes.map((h) => h.population));
    const total = sum(residences.map(({ elders }) => elders));
    expect(total).toBeGreaterThan(150_000);
    expect(total).toBeLessThan(200_000);
    expect(share(residences.filter((home) => home.polygon === null))).toBeGreaterThan(0.33);
    expect(share(residences.filter((home) => (home.completed ?? 0) >= 2005))).toBeLessThan(0.2);
    for (const home of residences) {
      expect(home.elders80 ?? 0).toBeLessThanOrEqual(home.elders ?? 0);
      expect(home.elders ?? 0).toBeLessThanOrEqual(home.population ?? 0);
      if ((home.completed ?? 0) > 2025) expect(home.elders).toBe(0);
    }
  });

  it.each([1, 2, 3])('leaves gaps of a believable size in day care and meals, in other places (seed %i)', (seed) => {
    const project = seed === 1 ? readDistrict() : createSample({ size: 'district', seed });
    const dayCare = countReach(project, ({ types }) => types.includes('day_care'));
    const meals = countReach(project, ({ types }) => types.some((type) => MEAL_TYPES.includes(type)));
    for (const { share, lacking } of [dayCare, meals]) {
      expect(share).toBeGreaterThan(0.74);
      expect(share).toBeLessThan(0.88);
      expect(lacking).toBeGreaterThanOrEqual(12);
      expect(lacking).toBeLessThanOrEqual(22);
    }
    expect(dayCare).not.toEqual(meals);
  });

  it('has planned facilities with their years, one that is closed, some beyond the boundary, and services that fit the types', () => {
    const { facilities } = readDistrict();
    const planned = facilities.filter(({ status }) => status !== 'open' && status !== 'closed');
    expect(planned).toHaveLength(12);
    for (const { opened } of planned) expect([2026, 2027, 2028, 2029]).toContain(opened);
    expect(facilities.filter(({ status }) => status === 'closed')).toHaveLength(1);
    expect(facilities.filter(({ closes, status }) => status === 'open' && (closes ?? 0) > 2025)).toHaveLength(2);
    expect(facilities.filter(({ areaId }) => areaId === null).length).toBeGreaterThanOrEqual(3);
    expect(facilities.filter(({ types }) => types.length > 1).length).toBeGreaterThan(20);
    for (const { types, services } of facilities) {
      expect(services.includes('meals')).toBe(types.some((type) => MEAL_TYPES.includes(type)));
    }
  });

  it('says that it is made up, and can be phoned by nobody', () => {
    const { name, sources, facilities } = readDistrict();
    expect(name.zh).toContain('虚构');
    expect(name.en).toContain('made up');
    for (const source of sources) expect([source.licence, source.title.includes('虚构')]).toEqual(['CC0-1.0', true]);
    for (const { attributes } of facilities) expect(attributes.phone ?? '0199-55500000').toMatch(/^0199-555\d{5}$/);
  });

  it('refuses a seed that is no whole number', () => {
    expect(() => createSample({ size: 'district', seed: 1.5 })).toThrow('seed must be a whole number, got 1.5');
  });
});

const PLANS = new URL('../../../../shared/standards/plans.json', import.meta.url);

describe.skipIf(!existsSync(PLANS))('the sample beside the five plans (skipped: ../shared is absent)', () => {
  it('has no total that any of the five plans prints', () => {
    const printed = new Set<number>();
    for (const [, digits, tenThousand] of readFileSync(PLANS, 'utf8').matchAll(/(\d[\d,]*(?:\.\d+)?)\s*(万?)/g)) {
      const value = Number((digits ?? '').replaceAll(',', '')) * (tenThousand ? 10_000 : 1);
      if (value >= 1000) printed.add(value);
    }
    const { areas, residences, facilities } = readDistrict();
    const upper = areas.filter(({ level }) => level !== 'community');
    const totals = [
      ...upper.flatMap(({ elders, elders80, population, households }) => [elders, elders80, population, households]),
      sum(residences.map(({ elders }) => elders)),
      sum(residences.map(({ households }) => households)),
      sum(facilities.map(({ attributes }) => Number(attributes.beds ?? 0))),
    ];
    expect(totals.filter((total) => printed.has(total ?? 0))).toEqual([]);
    expect(printed.size).toBeGreaterThan(30);
  });
});

describe('the sample city', () => {
  it('has the size of Hangzhou', { timeout: 120_000 }, () => {
    const { areas, residences, facilities, walkways } = createSample({ size: 'city', seed: 1 });
    expect(residences).toHaveLength(100_000);
    expect(facilities).toHaveLength(3000);
    expect(areas.filter(({ level }) => level === 'community')).toHaveLength(960);
    expect((walkways?.coordinates.length ?? 0) / 2).toBeGreaterThan(450_000);
    expect((walkways?.coordinates.length ?? 0) / 2).toBeLessThan(600_000);
    expect(new Set(residences.map(({ id }) => id)).size).toBe(100_000);
  });
});
