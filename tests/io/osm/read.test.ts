import { describe, expect, it } from 'vitest';
import { readOsm, type OsmBytes, type OsmExtract } from '../../../src/io/osm/read.ts';
import {
  linesOf,
  overpassBody,
  overpassGeom,
  pbf,
  squareNodes,
  squareRing,
  xml,
  type OsmData,
  type PbfForm,
} from './extracts.ts';

/** A street with a name that needs escaping, a crossing without a node, a private lane, a motorway, a pond in a park. */
const TOWN: OsmData = {
  nodes: {
    1: [120.6, 31.3],
    2: [120.601, 31.3],
    3: [120.602, 31.3000001],
    4: [120.601, 31.301],
    5: [120.601, 31.299],
    6: [120.6015, 31.301],
    7: [120.6015, 31.299],
    ...squareNodes(10, 120.61, 31.31, 0.002),
    ...squareNodes(20, 120.6105, 31.3105, 0.0005),
    12_345_678_901: [120.603, 31.3],
  },
  ways: [
    { id: 100, tags: { highway: 'residential', name: '人民路 "A&B" <北>', surface: 'asphalt' }, nodes: [1, 2, 3] },
    { id: 101, tags: { highway: 'footway', foot: 'designated', access: 'no' }, nodes: [4, 2, 5] },
    { id: 102, tags: { highway: 'service', access: 'private' }, nodes: [6, 7] },
    { id: 103, tags: { highway: 'motorway' }, nodes: [1, 12_345_678_901] },
    { id: 104, tags: { highway: 'steps' }, nodes: [3, 12_345_678_901] },
    { id: 110, tags: {}, nodes: squareRing(10) },
    { id: 120, tags: { natural: 'water' }, nodes: squareRing(20) },
  ],
  relations: [
    {
      id: 900,
      tags: { type: 'multipolygon', leisure: 'park', name: '公园' },
      ways: [
        [110, 'outer'],
        [120, 'inner'],
      ],
    },
    { id: 901, tags: { type: 'boundary', boundary: 'administrative', admin_level: '8' }, ways: [[110, 'outer']] },
  ],
};
/** The same in the south and west, where a sign goes wrong first. */
const SOUTH: OsmData = {
  ...TOWN,
  nodes: Object.fromEntries(Object.entries(TOWN.nodes).map(([id, [x, y]]) => [id, [x - 167.1234567, y - 54.7654321]])),
};

const FORMS: [string, (data: OsmData) => OsmBytes][] = [
  ['PBF with dense nodes', (data) => pbf(data)],
  ['PBF with plain nodes', (data) => pbf(data, { plainNodes: true })],
  ['PBF without compression', (data) => pbf(data, { raw: true })],
  ['PBF in many blocks', (data) => pbf(data, { perBlock: 2 })],
  ['XML', xml],
  ['Overpass with nodes', overpassBody],
  ['Overpass with coordinates and node ids', (data) => overpassGeom(data, true)],
  ['Overpass with coordinates alone', (data) => overpassGeom(data, false)],
];

/** Without the date, which not every form has, and the order of the background, which is that of the file. */
function inOrder({ date: _, background, ...rest }: OsmExtract): unknown {
  return { ...rest, background: background.map((feature) => JSON.stringify(feature)).sort() };
}

describe.each(FORMS)('%s', (_, write) => {
  it.each([
    ['north and east', TOWN],
    ['south and west', SOUTH],
  ])('gives the ways, areas and boundaries of the data (%s)', async (__, data) => {
    const { walkways, background, problems, counts } = await readOsm(write(data));
    expect(problems).toEqual([]);
    expect(counts).toEqual({ ways: 5, walkable: 4, dropped: 1, outside: 0 });
    expect(walkways.ids).toEqual(['100', '101', '102', '104']);
    expect(walkways.kinds).toEqual(['residential', 'footway', 'service', 'steps']);
    expect(walkways.attributes).toEqual([
      { name: '人民路 "A&B" <北>', surface: 'asphalt' },
      { access: 'designated' },
      { access: 'private' },
      {},
    ]);
    const seven = ([x, y]: [number, number]) => [Number(x.toFixed(7)), Number(y.toFixed(7))];
    expect(linesOf(walkways)).toEqual(
      Object.fromEntries(
        [0, 1, 2, 4].map((i) => {
          const way = data.ways[i]!;
          return [String(way.id), [way.nodes.map((id) => seven(data.nodes[id]!))]];
        }),
      ),
    );
    expect(background.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(
      ['boundary ', 'green 公园', 'road ', 'road ', 'road ', 'road ', 'road 人民路 "A&B" <北>', 'water '].sort(),
    );
    const park = background.find(({ kind }) => kind === 'green')?.geometry;
    if (park?.type !== 'Polygon') throw new Error(`the park is a ${park?.type}`);
    expect(park.coordinates.map((ring) => ring.length)).toEqual([5, 5]);
    expect(background.find(({ kind }) => kind === 'boundary')?.attributes).toEqual({ level: 'subdistrict' });
  });

  it('gives the same in every form', async () => {
    expect(inOrder(await readOsm(write(TOWN)))).toEqual(inOrder(await readOsm(xml(TOWN))));
  });

  it('gives walkways alone where no background is asked for', async () => {
    const full = await readOsm(write(TOWN));
    const { walkways, background, counts } = await readOsm(write(TOWN), { background: false });
    expect(background).toEqual([]);
    expect({ walkways, counts }).toEqual({ walkways: full.walkways, counts: full.counts });
  });
});

/** Positions that two lines have in common, as text. */
function commonPositions(extract: OsmExtract, a: string, b: string): string[] {
  const lines = linesOf(extract.walkways);
  const places = (id: string) =>
    (lines[id] ?? []).flat().map(([x, y]) => `${Math.round(x * 1e7)},${Math.round(y * 1e7)}`);
  return places(a).filter((place) => places(b).includes(place));
}

describe('lines meet', () => {
  it('at a node they share, and not where they cross without one', async () => {
    const extract = await readOsm(pbf(TOWN));
    expect(commonPositions(extract, '100', '101')).toEqual(['1206010000,313000000']);
    expect(commonPositions(extract, '100', '102')).toEqual([]);
  });

  const crossing = (tags: Record<string, string>, more: OsmData['ways'] = []): OsmData => ({
    nodes: {
      1: [120, 31],
      2: [120.001, 31],
      3: [120.002, 31],
      4: [120.001, 30.999],
      5: [120.001, 31],
      6: [120.001, 31.001],
    },
    ways: [
      { id: 1, tags: { highway: 'residential' }, nodes: [1, 2, 3] },
      { id: 2, tags: { highway: 'footway', ...tags }, nodes: [4, 5, 6] },
      ...more,
    ],
  });

  it.each([
    [{ bridge: 'yes' }],
    [{ tunnel: 'yes' }],
    [{ layer: '1' }],
    [{ level: '-1' }],
    [{ bridge: 'yes', layer: '2' }],
  ])('not where another node lies exactly above or below: %j', async (tags) => {
    const extract = await readOsm(pbf(crossing(tags)));
    expect(commonPositions(extract, '1', '2')).toEqual([]);
    // The street stays; the bridge gives way by a centimetre.
    expect(linesOf(extract.walkways)['1']).toEqual([
      [
        [120, 31],
        [120.001, 31],
        [120.002, 31],
      ],
    ]);
    expect(linesOf(extract.walkways)['2']).toEqual([
      [
        [120.001, 30.999],
        [120.0010001, 31],
        [120.001, 31.001],
      ],
    ]);
  });

  it('where two nodes lie at one place on one level: drawn twice, they are one spot', async () => {
    expect(commonPositions(await readOsm(pbf(crossing({}))), '1', '2')).toHaveLength(1);
  });

  it('on the bridge with what else is on the bridge', async () => {
    const stairs = { id: 3, tags: { highway: 'steps', layer: '1' }, nodes: [5, 1] };
    const extract = await readOsm(pbf(crossing({ bridge: 'yes' }, [stairs])));
    expect(commonPositions(extract, '2', '3')).toEqual(['1200010001,310000000']);
    expect(commonPositions(extract, '1', '3')).toEqual(['1200000000,310000000']);
  });

  it('on none of three levels with another, also where the place beside is taken', async () => {
    const data = crossing({ layer: '1' }, [
      { id: 3, tags: { highway: 'footway', layer: '-1' }, nodes: [4, 7] },
      { id: 4, tags: { highway: 'path' }, nodes: [8, 1] },
    ]);
    const nodes = { ...data.nodes, 7: [120.001, 31] as [number, number], 8: [120.0010001, 31] as [number, number] };
    const extract = await readOsm(pbf({ ...data, nodes }));
    const middles = ['1', '2', '3', '4'].map(
      (id) => (linesOf(extract.walkways)[id] ?? []).flat()[id === '4' ? 0 : 1]?.[0],
    );
    expect(middles.map((x) => Math.round((x ?? 0) * 1e7)).sort()).toEqual([
      1200010000, 1200010001, 1200010002, 1200010003,
    ]);
  });

  it('where a bridge ends on the ground, also above the end of another bridge', async () => {
    // Node 2 belongs to the street and the bridge: it is on the ground, and a twin of it on the ground meets it.
    const data = crossing({}, [{ id: 3, tags: { highway: 'footway', bridge: 'yes' }, nodes: [2, 6] }]);
    const extract = await readOsm(pbf(data));
    expect(commonPositions(extract, '1', '3')).toEqual(['1200010000,310000000']);
    expect(commonPositions(extract, '1', '2')).toEqual(['1200010000,310000000']);
  });
});

describe('squares', () => {
  const data: OsmData = {
    nodes: {
      ...squareNodes(1, 120, 31, 0.001),
      ...squareNodes(11, 120.01, 31, 0.001),
      ...squareNodes(21, 120.02, 31, 0.001),
    },
    ways: [
      { id: 1, tags: { highway: 'pedestrian', area: 'yes' }, nodes: squareRing(1) },
      { id: 2, tags: {}, nodes: squareRing(11) },
      { id: 3, tags: { highway: 'pedestrian', area: 'yes' }, nodes: squareRing(21) },
      { id: 4, tags: { highway: 'footway' }, nodes: [1, 11] },
    ],
    relations: [{ id: 9, tags: { type: 'multipolygon', highway: 'pedestrian', name: '广场' }, ways: [[2, 'outer']] }],
  };

  it('keep their outline where a street leads onto it, whether they are a way or a relation', async () => {
    const { walkways, counts } = await readOsm(pbf(data));
    expect(counts).toEqual({ ways: 4, walkable: 3, dropped: 1, outside: 0 });
    expect(walkways.ids).toEqual(['1', '2', '4']);
    expect(walkways.kinds).toEqual(['pedestrian', 'pedestrian', 'footway']);
    expect(walkways.attributes).toEqual([{ area: 'yes' }, { name: '广场', area: 'yes' }, {}]);
    expect(linesOf(walkways)['2']?.[0]).toHaveLength(5);
  });

  it('that no street leads onto are left out: nobody could leave them', async () => {
    const { walkways } = await readOsm(pbf({ ...data, ways: data.ways.filter(({ id }) => id !== 4) }));
    expect(walkways.ids).toEqual([]);
  });
});

describe('areas', () => {
  const pond: OsmData['nodes'] = { ...squareNodes(1, 120, 31, 0.01), ...squareNodes(11, 120.002, 31.002, 0.002) };

  it('are joined from pieces in any order and direction, with their holes', async () => {
    const data: OsmData = {
      nodes: pond,
      ways: [
        { id: 1, tags: {}, nodes: [3, 2, 1] },
        { id: 2, tags: { natural: 'wood' }, nodes: [14, 11, 12, 13, 14] },
        { id: 3, tags: { natural: 'water' }, nodes: [3, 4, 1] },
      ],
      relations: [
        {
          id: 9,
          tags: { type: 'multipolygon', natural: 'water' },
          ways: [
            [1, 'outer'],
            [2, 'outer'],
            [3, 'outer'],
          ],
        },
      ],
    };
    const { background, problems } = await readOsm(pbf(data));
    expect(problems).toEqual([]);
    expect(background.map(({ kind, geometry }) => [kind, geometry.type])).toEqual([
      ['green', 'Polygon'],
      ['water', 'Polygon'],
    ]);
    const water = background[1]?.geometry;
    expect(water?.type === 'Polygon' && water.coordinates.map((ring) => ring.length)).toEqual([5, 5]);
  });

  it('whose outer way says the same for itself are drawn once', async () => {
    const data: OsmData = {
      nodes: pond,
      ways: [
        { id: 1, tags: { natural: 'water' }, nodes: squareRing(1) },
        { id: 2, tags: { natural: 'water' }, nodes: squareRing(11) },
      ],
      relations: [
        {
          id: 9,
          tags: { type: 'multipolygon', natural: 'water' },
          ways: [
            [1, 'outer'],
            [2, 'inner'],
          ],
        },
      ],
    };
    const { background } = await readOsm(pbf(data));
    // The relation with its hole, and the pond on the island.
    expect(background.map(({ geometry }) => geometry.type === 'Polygon' && geometry.coordinates.length)).toEqual([
      1, 2,
    ]);
  });

  it('that do not close are left out and counted in one problem', async () => {
    const data: OsmData = {
      nodes: pond,
      ways: [
        { id: 1, tags: {}, nodes: [1, 2, 3] },
        { id: 2, tags: { building: 'yes' }, nodes: [11, 12, 13] },
      ],
      relations: [
        { id: 8, tags: { type: 'multipolygon', natural: 'water' }, ways: [[1, 'outer']] },
        {
          id: 9,
          tags: { type: 'multipolygon', leisure: 'park' },
          ways: [
            [1, 'outer'],
            [77, 'outer'],
          ],
        },
      ],
    };
    const { background, problems } = await readOsm(pbf(data));
    expect(background).toEqual([]);
    expect(problems).toMatchObject([{ code: 'osm_outlines_broken', value: 3, action: 'left_out' }]);
  });

  it('leave the sea out and say so', async () => {
    const data: OsmData = { nodes: pond, ways: [{ id: 1, tags: { natural: 'coastline' }, nodes: [1, 2, 3] }] };
    const { background, problems } = await readOsm(pbf(data));
    expect(background).toEqual([]);
    expect(problems).toMatchObject([{ code: 'osm_coastline', value: 1, severity: 'note' }]);
  });

  it('give the boundary between two units its higher level', async () => {
    const boundary = (id: number, level: string): NonNullable<OsmData['relations']>[number] => ({
      id,
      tags: { type: 'boundary', boundary: 'administrative', admin_level: level },
      ways: [[1, 'outer']],
    });
    const data: OsmData = {
      nodes: pond,
      ways: [{ id: 1, tags: {}, nodes: [1, 2] }],
      relations: [boundary(8, '8'), boundary(9, '6')],
    };
    const { background } = await readOsm(pbf(data));
    expect(background).toMatchObject([{ kind: 'boundary', name: '', attributes: { level: 'county' } }]);
  });
});

describe('ways whose nodes are not all there', () => {
  const cut: OsmData = {
    nodes: { 1: [120, 31], 2: [120.001, 31], 4: [120.003, 31], 5: [120.004, 31], 7: [120.006, 31] },
    ways: [
      { id: 1, tags: { highway: 'path' }, nodes: [1, 2, 3, 4, 5, 6, 7] },
      { id: 2, tags: { highway: 'path' }, nodes: [7, 8] },
    ],
  };

  it.each([
    ['PBF', pbf(cut)],
    ['XML', xml(cut)],
    ['Overpass', overpassBody(cut)],
    ['Overpass with coordinates', overpassGeom(cut, true)],
  ])('are cut there, never bridged by a straight line, and it is said (%s)', async (_, file) => {
    const { walkways, problems, counts } = await readOsm(file);
    expect(linesOf(walkways)).toEqual({
      '1': [
        [
          [120, 31],
          [120.001, 31],
        ],
        [
          [120.003, 31],
          [120.004, 31],
        ],
      ],
    });
    expect(problems).toMatchObject([{ code: 'osm_incomplete', value: '3 nodes', file: file.name }]);
    expect(counts).toEqual({ ways: 2, walkable: 1, dropped: 1, outside: 0 });
  });

  it('are cut as well where the answer names no nodes', async () => {
    const { walkways } = await readOsm(overpassGeom(cut, false));
    expect(linesOf(walkways)['1']).toEqual([
      [
        [120, 31],
        [120.001, 31],
      ],
      [
        [120.003, 31],
        [120.004, 31],
      ],
    ]);
  });
});

describe('the day of the data', () => {
  it("is the file's own", async () => {
    const form: PbfForm = { seconds: Date.UTC(2024, 4, 1) / 1000 };
    expect((await readOsm(pbf(TOWN, form))).date).toBe('2024-05-01');
    expect((await readOsm(overpassBody(TOWN))).date).toBe('2024-05-01');
    expect((await readOsm(pbf(TOWN))).date).toBe('');
  });
});
