import { expect, it } from 'vitest';
import { prepareDemand } from '../../../src/core/coverage/demand.ts';
import { createAreaLookup, withUnits } from '../../../src/core/standards/places.ts';
import type { Area, Position } from '../../../src/core/types.ts';
import { box, makeArea, makeProject, makeResidence } from '../make.ts';

/** Two communities of s1 side by side, a third without polygon; a unit drawn over the west, and one that lists c3. */
const AREAS: Area[] = [
  makeArea('city', { level: 'city' }),
  makeArea('s1', { level: 'subdistrict', parentId: 'city', polygon: box(0, 0, 2, 1) }),
  makeArea('s2', { level: 'subdistrict', parentId: 'city', polygon: box(2, 0, 4, 1) }),
  makeArea('c1', { parentId: 's1', polygon: box(0, 0, 1, 1) }),
  makeArea('c2', { parentId: 's1', polygon: box(1, 0, 2, 1) }),
  makeArea('c3', { parentId: 's2' }),
  makeArea('u-drawn', { level: 'unit', polygon: box(0, 0, 1.5, 1) }),
  makeArea('u-over', { level: 'unit', polygon: box(1.2, 0, 3, 1) }),
  makeArea('u-listed', { level: 'unit', attributes: { members: 'c2; c3；gone' } }),
];

function idsAt(position: Position, areaId: string | null = null, areas = AREAS): string[] {
  const sorted = prepareDemand(makeProject({ areas }), null).areas;
  return createAreaLookup(areas)
    .areasAt(position, areaId)
    .map((place) => sorted[place]!.id);
}

it('a place lies in the area its row names and in all above, whatever polygon is around it', () => {
  expect(idsAt([0.5, 0.5], 'c3')).toEqual(['c3', 'u-drawn', 'u-listed', 's2', 'city']);
  expect(idsAt([9, 9], 'c1')).toEqual(['c1', 's1', 'city']);
});

it('a place without a name lies in the polygons around it, and one outside of all nowhere that is known', () => {
  expect(idsAt([0.5, 0.5])).toEqual(['c1', 'u-drawn', 's1', 'city']);
  expect(idsAt([3.5, 0.5])).toEqual(['s2', 'city']);
  expect(idsAt([9, 9])).toEqual([]);
  expect(idsAt([9, 9], 'gone')).toEqual([]);
});

it('a place in a named subdistrict lies in the community around it, unless that is of another one', () => {
  expect(idsAt([0.5, 0.5], 's1')).toEqual(['c1', 'u-drawn', 's1', 'city']);
  expect(idsAt([0.5, 0.5], 's2')).toEqual(['u-drawn', 's2', 'city']);
});

it('a place lies in every unit that is drawn over it or lists its community', () => {
  expect(idsAt([1.4, 0.5])).toEqual(['c2', 'u-drawn', 'u-listed', 'u-over', 's1', 'city']);
});

it('polygons fill levels that the areas do not link', () => {
  const unlinked = AREAS.map((area) => ({ ...area, parentId: null }));
  expect(idsAt([0.5, 0.5], null, unlinked)).toEqual(['c1', 'u-drawn', 's1']);
});

it('a unit holds the homes of the communities it lists and of its polygon, each once', () => {
  const areas = AREAS.map((area) => (area.id === 'c2' ? { ...area, parentId: 'u-listed' } : area));
  const project = makeProject({
    areas,
    residences: [
      makeResidence('h1', [0.5, 0.5], { elders: 10 }),
      makeResidence('h2', [1.4, 0.5], { elders: 20 }),
      makeResidence('h3', [9, 9], { elders: 40, areaId: 'c3' }),
      makeResidence('h4', [1.9, 0.5], { elders: null }),
    ],
  });
  const demand = prepareDemand(project, null);
  const before = structuredClone({ ...demand, areas: null, problems: null });
  const found = withUnits(demand, createAreaLookup(areas));
  const homesIn = (id: string): string[] => {
    const place = found.areas.findIndex((area) => area.id === id);
    const rows = found.members.subarray(found.memberStarts[place], found.memberStarts[place + 1]);
    return [...rows].map((row) => found.residences[row]!.id);
  };
  const elders = Object.fromEntries(found.areas.map(({ id }, place) => [id, found.areaElders[place]]));
  expect(homesIn('u-drawn')).toEqual(['h1', 'h2']);
  expect(homesIn('u-over')).toEqual(['h2', 'h4']);
  expect(homesIn('u-listed')).toEqual(['h2', 'h3', 'h4']);
  expect(homesIn('c1')).toEqual(['h1']);
  expect(elders).toMatchObject({ 'u-drawn': 30, 'u-over': NaN, 'u-listed': NaN, c1: 10 });
  expect({ ...demand, areas: null, problems: null }).toEqual(before);
});

it('a demand without units that say what they hold stays as it is', () => {
  const areas = AREAS.filter(({ level }) => level !== 'unit');
  const demand = prepareDemand(makeProject({ areas }), null);
  expect(withUnits(demand, createAreaLookup(areas))).toBe(demand);
});
