import { describe, expect, it } from 'vitest';
import { convert } from '../../src/core/geo/systems.ts';
import type { CoordinateSystem } from '../../src/core/types.ts';
import { flatgeobuf } from '../../src/io/formats/flatgeobuf.ts';
import type { FileBytes } from '../../src/io/files.ts';
import { openFiles } from '../../src/io/open.ts';
import { areasFile, csvFile, findProblems, hasShared, readShared, textFile, type Square } from './fixtures.ts';

/** 4 x 4 communities of some 470 m; both shifts in China are about as large or larger. */
function squares(west: number, south: number): Square[] {
  return Array.from({ length: 16 }, (_, i) => ({
    id: `a${i}`,
    name: `第${i}社区`,
    west: west + (i % 4) * 0.005,
    south: south + Math.floor(i / 4) * 0.005,
    size: 0.005,
  }));
}

/** One facility in the middle of each community, as it would stand in a ledger of the given system. */
function ledger(areas: readonly Square[], system: CoordinateSystem, headers = ['经度', '纬度']) {
  const rows = areas.map(({ name, west, south, size }, i): (string | number)[] => {
    const [longitude, latitude] = convert([west + size / 2, south + size / 2], 'wgs84', system);
    return [`中心${i}`, '日间照料中心', name, longitude, latitude];
  });
  return csvFile('设施.csv', [['设施名称', '设施类型', '所属社区', ...headers], ...rows]);
}

const NANJING = squares(118.76, 32.05);

/** The same areas in a file that says WGS-84. */
async function declaringFile(name: string, areas: readonly Square[]): Promise<FileBytes> {
  const rows = areas.map(({ id, name: label, west, south, size }, i) => {
    const [east, north] = [west + size, south + size];
    const ring = [west, south, east, south, east, north, west, north, west, south];
    const coordinates = [Array.from({ length: 5 }, (_, at) => ring.slice(at * 2, at * 2 + 2))];
    const cells = { id, name: label, level: 'community' };
    return { row: i + 1, cells, geometry: { type: 'Polygon' as const, coordinates } };
  });
  return { name, bytes: await flatgeobuf.write({ file: name, columns: ['id', 'name', 'level'], rows }) };
}

/** Points in the middle of the areas, in a file that says WGS-84 whatever they are in. */
async function declaringPoints(areas: readonly Square[], system: CoordinateSystem): Promise<FileBytes> {
  const rows = areas.map(({ name, west, south, size }, i) => {
    const [longitude, latitude] = convert([west + size / 2, south + size / 2], 'wgs84', system);
    const cells = { 设施名称: `中心${i}`, 设施类型: '日间照料中心', 所属社区: name };
    return { row: i + 1, cells, geometry: { type: 'Point' as const, coordinates: [longitude, latitude] } };
  });
  const file = '设施.fgb';
  return { name: file, bytes: await flatgeobuf.write({ file, columns: ['设施名称', '设施类型', '所属社区'], rows }) };
}

describe('the coordinate system of a ledger', () => {
  it.each<CoordinateSystem>(['wgs84', 'gcj02', 'bd09'])(
    '%s is found by the communities of its rows',
    async (system) => {
      const { project, systems, problems } = await openFiles([
        areasFile('社区.geojson', NANJING),
        ledger(NANJING, system),
      ]);
      expect(systems).toMatchObject([
        { file: '设施.csv', layer: 'facilities', applied: system, tested: 16, basis: 'evidence' },
      ]);
      expect(systems[0]?.inside[system]).toBe(16);
      project.facilities.forEach(({ position, areaId }, i) => {
        const { west = 0, south = 0, size = 0, id } = NANJING[i] ?? {};
        expect(position[0]).toBeCloseTo(west + size / 2, 6);
        expect(position[1]).toBeCloseTo(south + size / 2, 6);
        expect(areaId).toBe(id);
      });
      const applied = system === 'wgs84' ? [] : [{ value: system, action: 'changed', severity: 'warning' }];
      expect(findProblems(problems, 'crs_applied')).toMatchObject(applied);
    },
  );

  it('stays WGS-84 where there is too little to test with, and outside China', async () => {
    const few = NANJING.slice(0, 9);
    const nanjing = await openFiles([areasFile('社区.geojson', few), ledger(few, 'gcj02')]);
    expect(nanjing.systems).toMatchObject([{ applied: 'wgs84', tested: 9, basis: 'assumed' }]);
    const porto = squares(-8.65, 41.15);
    const west = await openFiles([areasFile('areas.geojson', porto), ledger(porto, 'wgs84')]);
    expect(west.systems).toMatchObject([{ applied: 'wgs84', tested: 16, basis: 'assumed' }]);
    expect(west.project.facilities[0]?.position[0]).toBeCloseTo(-8.6475, 9);
  });

  it('is what the user says, with a doubt where the counts speak clearly against it', async () => {
    const files = [areasFile('社区.geojson', NANJING), ledger(NANJING, 'gcj02')];
    const { systems, problems } = await openFiles([files[1] ?? ledger(NANJING, 'gcj02')], { crs: 'gcj02' });
    expect(systems).toMatchObject([{ applied: 'gcj02', basis: 'said', tested: 0 }]);
    expect(findProblems(problems, 'crs_applied')).toMatchObject([{ severity: 'note', value: 'gcj02' }]);
    const doubtful = await openFiles(files, { crs: 'wgs84' });
    expect(doubtful.systems).toMatchObject([{ applied: 'wgs84', basis: 'said' }]);
    expect(findProblems(doubtful.problems, 'crs_doubtful')).toMatchObject([{ file: '设施.csv', value: 'gcj02' }]);
  });

  it.each([
    ['gcj02', 'bd09'],
    ['gcj02', 'wgs84'],
    ['bd09', 'gcj02'],
    ['bd09', 'wgs84'],
  ] as const)('said to be %s is doubted where it is %s', async (crs, system) => {
    const files = [await declaringFile('社区.fgb', NANJING), ledger(NANJING, system)];
    const { systems, problems } = await openFiles(files, { crs });
    expect(systems).toMatchObject([{ file: '设施.csv', applied: crs, basis: 'said', tested: 16 }]);
    expect(findProblems(problems, 'crs_doubtful')).toMatchObject([{ file: '设施.csv', value: system }]);
  });

  it('is what a file itself says, whatever the user says of all files, and that is told', async () => {
    const files = [await declaringFile('社区.fgb', NANJING), await declaringPoints(NANJING, 'wgs84')];
    const { systems, problems, project } = await openFiles(files, { crs: 'gcj02' });
    expect(systems).toMatchObject([{ file: '设施.fgb', applied: 'wgs84', basis: 'header', tested: 16 }]);
    expect(project.areas.find(({ id }) => id === 'a0')?.polygon?.[0]?.[0]?.[0]).toEqual([118.76, 32.05]);
    expect(findProblems(problems, 'crs_applied')).toEqual([]);
    expect(findProblems(problems, 'crs_declared')).toMatchObject([
      { file: '社区.fgb', layer: 'areas', value: 'wgs84', severity: 'note' },
      { file: '设施.fgb', layer: 'facilities', value: 'wgs84', severity: 'note' },
    ]);
    const unsaid = await openFiles(files);
    expect(findProblems(unsaid.problems, 'crs_declared')).toEqual([]);
  });

  it('is not what a file says of points that clearly lie in their areas under another', async () => {
    const files = [await declaringFile('社区.fgb', NANJING), await declaringPoints(NANJING, 'gcj02')];
    expect((await openFiles(files)).systems).toMatchObject([{ applied: 'gcj02', basis: 'evidence' }]);
    expect((await openFiles(files, { crs: 'gcj02' })).systems).toMatchObject([{ applied: 'gcj02', basis: 'said' }]);
  });

  it('is what the headers say', async () => {
    const { systems, project } = await openFiles([ledger(NANJING, 'bd09', ['BD09_lng', 'BD09_lat'])]);
    expect(systems).toMatchObject([{ applied: 'bd09', basis: 'header' }]);
    expect(project.facilities[0]?.position[0]).toBeCloseTo(118.7625, 6);
  });

  it('is WGS-84 in a project folder, with a doubt where the counts speak clearly against it', async () => {
    const manifest = {
      format: 'care-circle-project',
      version: 1,
      name: '甲',
      layers: { facilities: '设施.csv', areas: '社区.geojson' },
    };
    const { systems, problems, project } = await openFiles([
      textFile('project.json', JSON.stringify(manifest)),
      areasFile('社区.geojson', NANJING),
      ledger(NANJING, 'gcj02'),
    ]);
    expect(systems).toMatchObject([{ applied: 'wgs84', basis: 'project', tested: 16 }]);
    expect(findProblems(problems, 'crs_doubtful')).toMatchObject([{ layer: 'facilities', value: 'gcj02' }]);
    expect(project.facilities[0]?.position[0]).not.toBeCloseTo(118.7625, 3);
  });

  it('found for one table throws doubt on another that cannot be tested', async () => {
    const others = csvFile('闲置用房.csv', [
      ['名称', '建筑面积', '经度', '纬度'],
      ['甲', 300, 118.77, 32.06],
    ]);
    const { problems } = await openFiles([areasFile('社区.geojson', NANJING), ledger(NANJING, 'gcj02'), others]);
    expect(findProblems(problems, 'crs_unverified')).toMatchObject([{ file: '闲置用房.csv', value: 'gcj02' }]);
  });
});

const skipped = hasShared ? '' : ' (skipped: ../shared is absent)';

describe.skipIf(!hasShared)(`the facilities of Taipei${skipped}`, () => {
  it.each<CoordinateSystem>(['wgs84', 'gcj02', 'bd09'])(
    'are found to be in %s by their districts alone',
    async (system) => {
      const files = readShared('taipei');
      const { project } = await openFiles(files);
      const rows = project.facilities.map(({ id, position, attributes }): (string | number)[] => [
        id,
        '日间照料中心',
        String(attributes.district ?? ''),
        ...convert(position, 'wgs84', system),
      ]);
      const areas = files.find((file) => file.name.endsWith('areas.geojson'));
      const shifted = csvFile('设施.csv', [['设施编号', '设施类型', '区', '经度', '纬度'], ...rows]);
      const opened = await openFiles([shifted, ...(areas === undefined ? [] : [areas])]);
      expect(opened.systems).toMatchObject([{ applied: system, basis: 'evidence' }]);
      opened.project.facilities.forEach(({ position }, i) => {
        expect(Math.abs(position[0] - (project.facilities[i]?.position[0] ?? 0))).toBeLessThan(1e-6);
        expect(Math.abs(position[1] - (project.facilities[i]?.position[1] ?? 0))).toBeLessThan(1e-6);
      });
    },
  );
});
