/** A tiny made-up place as the files of a project folder, and a way to run jobs on it. */
import type { Position, Progress } from '../../src/core/types.ts';
import type { FileBytes } from '../../src/io/files.ts';
import type { Answer, JobContext } from '../../src/worker/job.ts';
import { createSession, type Question, type Session } from '../../src/worker/session.ts';
import { createRandom } from '../core/make.ts';
import { areasFile, csvFile, textFile } from '../io/fixtures.ts';

export const ORIGINS: readonly { name: string; at: Position }[] = [
  { name: 'Kunshan', at: [120.98, 31.38] },
  { name: 'Buenos Aires', at: [-58.44, -34.62] },
];

/** Side of a community, degrees: some 1.5 to 2 km. */
const SIDE = 0.02;

/** Communities C1 to C4 in a square of two by two, C5 without homes, C6 whose homes hold no numbers, C7 of nobody. */
const CODES = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'];

export function createPlaceFiles([west, south]: Position): FileBytes[] {
  const random = createRandom(7);
  const squares = CODES.map((id, place) => ({
    id,
    name: `社区${id}`,
    west: west + (place % 2) * SIDE,
    south: south + Math.floor(place / 2) * SIDE,
    size: SIDE,
    properties: { parent_id: 'S1', ...(id === 'C5' ? { elders: 12 } : {}), ...(id === 'C7' ? { elders: 0 } : {}) },
  }));
  const town = { ...squares[0]!, id: 'S1', name: '河街道', size: 4 * SIDE, properties: { level: 'subdistrict' } };
  const somewhere = (): [number, number] => [west + random() * 2 * SIDE, south + random() * 2 * SIDE];
  const homes = Array.from({ length: 60 }, (_, i) => {
    const [lon, lat] = somewhere();
    return [`R${i}`, `小区${i}`, lon, lat, Math.floor(random() * 200), i % 10 === 0 ? 2027 : '', 300 + i];
  });
  const unknown = ['R-blank', '不详小区', west + 1.5 * SIDE, south + 2.5 * SIDE, '', '', ''];
  const types = ['day_care', 'canteen', 'day_care;canteen', 'meal_point', 'pharmacy', 'day_care'];
  const facilities = types.map((type, i) => [`F${i}`, `设施${i}`, ...somewhere(), type, 'open', '', '']);
  const planned = ['P1', '在建', ...somewhere(), 'day_care', 'under_construction', 2027, ''];
  const shut = ['X1', '关停', ...somewhere(), 'day_care', 'closed', '', ''];
  const ending = ['E1', '将停', ...somewhere(), 'day_care', 'open', 2010, 2027];
  return [
    textFile('project.json', JSON.stringify(MANIFEST)),
    areasFile('areas.geojson', [...squares, town]),
    csvFile('residences.csv', [['id', 'name', 'lon', 'lat', 'elders', 'completed', 'households'], ...homes, unknown]),
    csvFile('facilities.csv', [
      ['id', 'name', 'lon', 'lat', 'types', 'status', 'opened', 'closes'],
      ...facilities,
      planned,
      shut,
      ending,
    ]),
    csvFile('candidates.csv', [
      ['id', 'name', 'lon', 'lat', 'floor_area_m2'],
      ['V1', '空房', ...somewhere(), 320],
    ]),
  ];
}

const MANIFEST = {
  format: 'care-circle-project',
  version: 1,
  name: { zh: '试验区', en: 'Test district' },
  year: 2025,
  layers: {
    facilities: 'facilities.csv',
    areas: 'areas.geojson',
    residences: 'residences.csv',
    candidates: 'candidates.csv',
  },
};

export const QUESTION: Question = {
  mode: 'straight',
  kind: 'day_care',
  limitMetres: 800,
  minutes: null,
  speedMetresPerSecond: 1,
  year: 2025,
  pipeline: false,
  edits: [],
};

export function createContext(session: Session = createSession()): JobContext {
  return { session, report: () => undefined };
}

/** Takes a job to its end, as the worker does: its result passes the message border, with what it hands over. */
export async function drive<T>(work: AsyncGenerator<Progress, Answer<T>, void>, told: Progress[] = []): Promise<T> {
  for (;;) {
    const step = await work.next();
    if (step.done) return structuredClone(step.value.result, { transfer: [...(step.value.transfer ?? [])] });
    told.push(step.value);
  }
}
