import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/core/types.ts';
import { openFiles } from '../../../src/io/open.ts';
import { areasFile, codesOf, csvFile, textFile } from '../fixtures.ts';
import { overpassBody, pbf, xml, type OsmData } from './extracts.ts';

const TOWN: OsmData = {
  nodes: { 1: [120.6, 31.3], 2: [120.601, 31.3], 3: [121.9, 31.3], 4: [121.91, 31.3] },
  ways: [
    { id: 1, tags: { highway: 'path', name: '小路' }, nodes: [1, 2] },
    { id: 2, tags: { highway: 'path' }, nodes: [3, 4] },
    { id: 3, tags: { railway: 'rail' }, nodes: [1, 2] },
  ],
};
const AREAS = areasFile('社区.geojson', [
  { id: '320500000001', name: '甲社区', west: 120.59, south: 31.29, size: 0.02 },
]);
const HOMES = csvFile('小区.csv', [
  ['编号', '小区名称', '老年人数', '经度', '纬度'],
  ['R1', '东园', 10, 120.6, 31.3],
]);

describe('an OpenStreetMap file among the files', () => {
  it.each([
    ['PBF', pbf(TOWN)],
    ['XML', xml(TOWN)],
    ['Overpass', overpassBody(TOWN)],
  ])('gives walkways and background near the areas (%s)', async (_, file) => {
    const { project, problems, roles } = await openFiles([file, HOMES, AREAS]);
    expect(project.walkways?.ids).toEqual(['1']);
    expect(project.background.map(({ kind }) => kind).sort()).toEqual(['rail', 'road']);
    expect(project.residences).toHaveLength(1);
    expect(roles).toContainEqual({ file: file.name, layer: 'walkways', rows: 1 });
    expect(roles).toContainEqual({ file: file.name, layer: 'background', rows: 2 });
    expect(project.sources.map(({ layer, licence }) => `${layer} ${licence}`)).toEqual([
      'walkways ODbL-1.0',
      'background ODbL-1.0',
    ]);
    expect(problems.filter((problem) => problem.file === file.name)).toEqual([]);
  });

  it('is taken as far as the homes reach where there are no areas, and whole where there is nothing else', async () => {
    expect((await openFiles([pbf(TOWN), HOMES])).project.walkways?.ids).toEqual(['1']);
    expect((await openFiles([pbf(TOWN)])).project.walkways?.ids).toEqual(['1', '2']);
  });

  it('adds to walkways that come from elsewhere', async () => {
    const own = textFile(
      '步行路网.geojson',
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { id: 'own', kind: 'path' },
            geometry: {
              type: 'LineString',
              coordinates: [
                [120.6, 31.301],
                [120.61, 31.301],
                [120.62, 31.302],
              ],
            },
          },
        ],
      }),
    );
    const { walkways } = (await openFiles([own, pbf(TOWN), HOMES])).project;
    expect(walkways?.ids).toEqual(['own', '1']);
    expect([...(walkways?.starts ?? [])]).toEqual([0, 3, 5]);
    expect([...(walkways?.coordinates ?? [])].slice(6)).toEqual([120.6, 31.3, 120.601, 31.3]);
    expect(walkways?.attributes[1]).toEqual({ name: '小路' });
  });

  it('of another place is told, and changes nothing', async () => {
    const far = areasFile('社区.geojson', [{ id: '1', name: '甲社区', west: 100, south: 20, size: 0.02 }]);
    const { project, problems } = await openFiles([pbf(TOWN), far]);
    expect(project.walkways).toBeNull();
    expect(codesOf(problems)).toContain('osm_nothing_here');
  });

  it('beside a project that does not name it is left alone', async () => {
    const manifest = textFile(
      'project.json',
      JSON.stringify({
        format: 'care-circle-project',
        version: 1,
        name: { zh: '甲', en: 'A' },
        layers: { residences: '小区.csv' },
      }),
    );
    const { project } = await openFiles([manifest, HOMES, pbf(TOWN)]);
    expect(project.walkways).toBeNull();
  });

  it('tells how far the reading has come', async () => {
    const steps: Progress[] = [];
    const file = pbf(TOWN);
    await openFiles([file, HOMES], { onProgress: (progress) => steps.push(progress) });
    const last = steps[steps.length - 1];
    expect(last).toEqual({ stage: 'read', done: 3 * file.bytes.length, total: 3 * file.bytes.length });
  });

  it('is left where it is when the reading is stopped', async () => {
    const onProgress = ({ total }: Progress): void => {
      if (total > 100) throw new Error('stopped');
    };
    await expect(openFiles([pbf(TOWN), HOMES], { onProgress })).rejects.toThrow('stopped');
  });
});
