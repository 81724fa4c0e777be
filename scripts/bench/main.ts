/**
 * `npm run bench`: how long the core takes on a city, in one table, and the walking engine in one JSON line for each task. `npm run bench -- --size district` for another
 * sample, `npm run bench -- drag` or `-- siting` for one task by itself (flags of the latter in siting.ts). Times are of one cold run each, as a user meets them; the machine's other work is in them.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { areaSharesOf, createSettings, nearestByKind, prepareDemand, serviceResults } from '../../src/core/evaluate.ts';
import { discPolygon } from '../../src/core/geo/disc.ts';
import { areaOf } from '../../src/core/geo/polygons.ts';
import { finish, type Position, type Project } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { openFiles } from '../../src/io/open.ts';
import { createSample } from '../sample/create.ts';
import type { SampleSize } from '../sample/sizes.ts';
import { benchDrag } from './drag.ts';
import { benchStandards } from './standards.ts';
import { benchSiting, type SitingFlags } from './siting.ts';
import { benchChange, benchGrowth, benchReading, benchWalking, prepareWalking } from './walking.ts';

interface Row {
  what: string;
  seconds: number;
  /** Most memory the process has held so far. */
  peakMegabytes: number;
  note: string;
}

const rows: Row[] = [];

/** Runs a step once, remembers its time and what is worth saying about its result. */
async function measure<T>(what: string, run: () => T | Promise<T>, note: (result: T) => string): Promise<T> {
  const start = performance.now();
  const result = await run();
  const seconds = (performance.now() - start) / 1000;
  // maxRSS is in kilobytes on every system.
  rows.push({ what, seconds, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024), note: note(result) });
  return result;
}

/** The same place with every facility of one kind, so that all of them are searched and drawn. */
function asOneKind(project: Project): Project {
  const facilities = project.facilities.map((facility) => ({
    ...facility,
    types: ['any'],
    status: 'open' as const,
    opened: null,
    closes: null,
  }));
  return { ...project, facilities };
}

async function measureCoverage(project: Project): Promise<void> {
  const limits = { any: { metres: 1000 }, day_care: { metres: 1000 } };
  const settings = { ...createSettings(project), limits };
  const one = asOneKind(project);
  const { facilities, residences } = one;
  const demand = await measure(
    'prepare the demand',
    () => prepareDemand(one, settings.year),
    ({ totals }) => `${totals.residences} residences, ${totals.elders} elders`,
  );
  const nearest = await measure(
    'nearest facility of every residence',
    () => nearestByKind(demand, facilities, 'any', settings),
    () => `${residences.length} residences x ${facilities.length} facilities`,
  );
  const judgement = {
    limitMetres: 1000,
    bands: settings.bands,
    incompleteShare: settings.incompleteShare,
    shares: null,
  };
  await measure(
    'shares and status of every area',
    () => serviceResults(demand, nearest, judgement),
    ({ total }) => `${total.eldersCovered} elders covered, ${project.areas.length} areas`,
  );
  await measure(
    'union and area shares, all facilities',
    () => finish(areaSharesOf(one, 'any', settings)),
    ({ shares, total }) => `${facilities.length} discs, ${shares.size} areas, ${((total ?? 0) * 100).toFixed(2)} %`,
  );
  await measure(
    'union and area shares, day care',
    () => finish(areaSharesOf(project, 'day_care', settings)),
    ({ total }) => `${((total ?? 0) * 100).toFixed(2)} %`,
  );
}

/** How far a disc of ours is from a true one, in per cent of its area: in China and in the southern hemisphere. */
function formatDiscFault(position: Position): string {
  const disc = areaOf(discPolygon(position, 1000));
  return `${((disc / (Math.PI * 1e6) - 1) * 100).toFixed(5)} % at ${position.join(', ')}`;
}

function print(): void {
  console.log(`Node ${process.versions.node}, ${cpus().length} processors`);
  console.log(`${'step'.padEnd(40)}  seconds  peak MB`);
  for (const { what, seconds, peakMegabytes, note } of rows) {
    console.log(`${what.padEnd(40)} ${seconds.toFixed(3).padStart(8)} ${String(peakMegabytes).padStart(8)}  ${note}`);
  }
  console.log(
    `area of a 1 km disc against pi r²: ${formatDiscFault([120.98, 31.38])}, ${formatDiscFault([-58.4, -34.6])}`,
  );
}

async function main(size: SampleSize): Promise<void> {
  const project = await measure(
    `generate the ${size} sample`,
    () => createSample({ size, seed: 1 }),
    ({ walkways }) => `${(walkways?.coordinates.length ?? 0) / 2} vertices of walkways`,
  );
  const files = await measure(
    'write the project folder',
    () => writeProjectFolder(project),
    (written) => `${(written.reduce((sum, file) => sum + file.bytes.length, 0) / 1e6).toFixed(1)} MB`,
  );
  await measure(
    'read it again',
    () => openFiles(files),
    ({ problems }) => `${problems.length} problems`,
  );
  await measureCoverage(project);
  print();
  const place = benchWalking(project, size);
  const walkways = files.find(({ name }) => name === 'walkways.fgb');
  if (walkways) await benchReading(walkways);
  if (size === 'megacity') benchGrowth(prepareWalking(createSample({ size: 'city', seed: 1 })), place);
  // What one facility changes must not depend on the size of the place.
  if (size !== 'district') benchChange(prepareWalking(createSample({ size: 'district', seed: 1 })), 'district');
}

/** What is measured by itself, by its name on the command line. */
const TASKS = new Map<string, (project: Project, flags: SitingFlags) => Promise<void>>([
  ['drag', benchDrag],
  ['siting', benchSiting],
  ['standards', benchStandards],
]);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: 'city' },
    seconds: { type: 'string' },
    'solver-seconds': { type: 'string' },
    only: { type: 'string' },
  },
});
if (!['district', 'city', 'megacity'].includes(values.size))
  throw new Error(`there is no sample size "${values.size}"`);
const size = values.size as SampleSize; // one of the three, just looked up
const [name] = positionals;
const task = name === undefined ? null : TASKS.get(name);
if (task === undefined)
  throw new Error(`there is no benchmark "${name ?? ''}"; there are ${[...TASKS.keys()].join(', ')}`);
if (task) await task(createSample({ size, seed: 1 }), values);
else await main(size);
