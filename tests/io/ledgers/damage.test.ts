import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOCALES } from '../../../src/i18n/index.ts';
import { problemLine } from '../../../src/i18n/problems.ts';
import type { FileBytes } from '../../../src/io/files.ts';
import { writeProjectFolder } from '../../../src/io/write-folder.ts';
import { openFiles } from '../../../src/io/open.ts';
import { zipFiles } from '../../../src/io/zip.ts';
import { boundaries, compounds, register } from './town.ts';

/** Ways in which bytes change on their way: single ones, a run of zeros, a piece lost, a piece twice, the end missing. */
type Harm = { at: number; length: number; byte: number; kind: 'change' | 'zero' | 'drop' | 'repeat' | 'cut' };

const harm: fc.Arbitrary<Harm> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 64 }),
  byte: fc.integer({ min: 0, max: 255 }),
  kind: fc.constantFrom('change', 'zero', 'drop', 'repeat', 'cut'),
});

function damage(bytes: Uint8Array, { at, length, byte, kind }: Harm): Uint8Array {
  const start = Math.floor(at * bytes.length);
  const [before, piece, after] = [
    bytes.slice(0, start),
    bytes.slice(start, start + length),
    bytes.slice(start + length),
  ];
  if (kind === 'cut') return before;
  if (kind === 'change' || kind === 'zero') {
    const changed = bytes.slice();
    if (kind === 'zero') changed.fill(0, start, start + length);
    else if (start < changed.length) changed[start] = byte;
    return changed;
  }
  const middle = kind === 'drop' ? [] : [...piece, ...piece];
  return new Uint8Array([...before, ...middle, ...after]);
}

const files = new Map<string, FileBytes>();

beforeAll(async () => {
  const folder = await writeProjectFolder((await openFiles([register(), compounds(), boundaries()])).project);
  const find = (name: string) => folder.find((file) => file.name === name) ?? { name, bytes: new Uint8Array() };
  files.set('a workbook', register());
  files.set('a ledger in GB18030', compounds());
  files.set('GeoJSON', boundaries());
  files.set('FlatGeobuf of points', find('residences.fgb'));
  files.set('FlatGeobuf of polygons', find('areas.fgb'));
  files.set('a project in a zip', { name: '项目.zip', bytes: zipFiles(folder) });
  files.set('a manifest', find('project.json'));
});

describe.each([
  'a workbook',
  'a ledger in GB18030',
  'GeoJSON',
  'FlatGeobuf of points',
  'FlatGeobuf of polygons',
  'a project in a zip',
  'a manifest',
])('%s whose bytes were damaged', (kind) => {
  it('is answered with places or with problems in words, soon, and never with an exception', async () => {
    const file = files.get(kind);
    if (file === undefined) throw new Error(`no file for ${kind}`);
    await fc.assert(
      fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 3 }), async (harms) => {
        const bytes = harms.reduce(damage, file.bytes);
        const start = process.cpuUsage();
        const { project, problems } = await openFiles([{ name: file.name, bytes }]);
        expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
        expect(
          project.facilities.length + project.residences.length + project.areas.length + problems.length,
        ).toBeGreaterThan(0);
        for (const problem of problems.slice(0, 50)) {
          for (const locale of LOCALES) expect(problemLine(problem, locale)).not.toMatch(/undefined|\[object/u);
        }
        for (const { position } of [...project.facilities, ...project.residences]) {
          expect(Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90).toBe(true);
        }
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe('damaged bytes beside sound ones', () => {
  it('cost only themselves', async () => {
    const alone = (await openFiles([register()])).project.facilities;
    await fc.assert(
      fc.asyncProperty(harm, async (one) => {
        const broken = {
          name: '损坏.fgb',
          bytes: damage(files.get('FlatGeobuf of polygons')?.bytes ?? new Uint8Array(), { ...one, kind: 'cut' }),
        };
        const { project, problems } = await openFiles([register(), broken]);
        expect(project.facilities.map(({ id }) => id)).toEqual(alone.map(({ id }) => id));
        expect(problems.some(({ file, severity }) => file === '损坏.fgb' && severity === 'error')).toBe(true);
      }),
      { numRuns: 20, seed: 12 },
    );
  });
});
