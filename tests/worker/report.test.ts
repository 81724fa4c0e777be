/** The job that makes the report, on the made-up district: the same files as from an evaluation of its own. */
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import { createSettings, evaluate } from '../../src/core/evaluate.ts';
import { applyEdits, type Edit } from '../../src/core/scenario/edits.ts';
import { finish, type Project } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import { reportWriters } from '../../src/io/report-writers.ts';
import { loadPack } from '../../src/io/standards/packs.ts';
import { writeReport, type ReportFile } from '../../src/report/files.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import type { ReportArgs } from '../../src/worker/report-job.ts';
import { requireOpen } from '../../src/worker/session.ts';
import { createContext, drive, QUESTION } from './place.ts';

const context: JobContext = createContext();
let project: Project;
const PACK = 'qidong-2020-2022';

beforeAll(async () => {
  const files = await writeProjectFolder(createSample({ size: 'district', seed: 3 }));
  await drive(jobs.open(context, { from: 'files', files }));
  project = requireOpen(context.session).project;
}, 60_000);

const args = (given: Partial<ReportArgs> = {}): ReportArgs => ({
  question: { ...QUESTION, mode: 'walking', limitMetres: 900, minutes: 15 },
  standards: [{ id: PACK }],
  parameters: {},
  locale: 'en',
  formats: ['html', 'xlsx', 'geojson', 'fgb'],
  isPublic: false,
  date: '2026-01-31',
  ...given,
});

/** The files from an evaluation that shares nothing with the session. */
async function writeAlone({ question, formats, locale, date, isPublic }: ReportArgs): Promise<ReportFile[]> {
  const { mode, year, pipeline, speedMetresPerSecond, limitMetres: metres, minutes } = question;
  const limit = { metres, ...(minutes !== null && { minutes }) };
  const settings = { ...createSettings(project), mode, year, pipeline, speedMetresPerSecond };
  settings.limits = { day_care: limit, meals: limit };
  const edited = applyEdits(project, question.edits);
  const pack = await loadPack(PACK);
  const packs = pack ? [pack] : [];
  const options = { areaShares: false, residences: true, sensitivity: true, standards: packs };
  const found = finish(evaluate(edited, settings, options));
  const evaluation = { ...found, problems: [...requireOpen(context.session).problems, ...found.problems] };
  const { sensitivity = [] } = evaluation;
  const input = {
    locale,
    date,
    isPublic,
    packs,
    evaluation,
    sensitivity,
    project: edited,
    earlier: null,
    scenario: null,
  };
  const written = formats.map((format) =>
    writeReport(input, format, { writers: reportWriters, pictures: () => Promise.resolve({}) }),
  );
  return (await Promise.all(written)).flat();
}

const textOf = (files: readonly ReportFile[], name: string): string =>
  new TextDecoder().decode(files.find((file) => file.name === name)?.bytes);

describe('the report of a question', () => {
  it.each(['walking', 'straight'] as const)('is the same as from the core alone (%s)', async (mode) => {
    const asked = args({ question: { ...args().question, mode } });
    const { files, figures, problems } = await drive(jobs.makeReport(context, asked));
    const alone = await writeAlone(asked);
    expect(problems).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(alone.map(({ name }) => name));
    expect(files.map(({ name }) => name)).toContain('report-residences.fgb');
    for (const [at, { name, bytes }] of files.entries()) {
      expect(Buffer.compare(bytes, alone[at]?.bytes ?? new Uint8Array()), name).toBe(0);
    }
    expect(figures.length).toBeGreaterThan(1);
    for (const { svg, width, height } of figures) {
      expect(svg).toMatch(/^<svg /);
      expect(Math.min(width, height)).toBeGreaterThan(50);
    }
  });

  it('follows the edits of the scenario', async () => {
    const [facility] = project.facilities.filter(({ types }) => types.includes('day_care'));
    const edits: Edit[] = [{ action: 'close', id: facility?.id ?? '', year: null }];
    const asked = args({ question: { ...args().question, edits }, formats: ['html'] });
    const { files } = await drive(jobs.makeReport(context, asked));
    const [alone] = await writeAlone(asked);
    expect(textOf(files, 'report.html')).toBe(new TextDecoder().decode(alone?.bytes));
    const { files: before } = await drive(jobs.makeReport(context, args({ formats: ['html'] })));
    expect(textOf(files, 'report.html')).not.toBe(textOf(before, 'report.html'));
  });

  it('takes pictures for the document, and names what is wrong with a file of the user', async () => {
    const { figures } = await drive(jobs.makeReport(context, args({ formats: [] })));
    const last = figures.at(-1);
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 5, 6, 7]);
    const { files, problems } = await drive(
      jobs.makeReport(
        context,
        args({
          formats: ['docx'],
          pictures: { [last?.id ?? '']: png },
          standards: [{ text: '{}', file: 'mine.json' }],
          earlier: { text: '[]', file: 'old.json' },
        }),
      ),
    );
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['pack_not_a_pack', 'mine.json'],
      ['evaluation_invalid', 'old.json'],
    ]);
    const parts = unzipSync(files[0]?.bytes ?? new Uint8Array());
    const pictures = Object.entries(parts).filter(([name]) => name.endsWith('.png'));
    expect(pictures.filter(([, bytes]) => Buffer.compare(bytes, png) === 0)).toHaveLength(1);
    expect(strFromU8(parts['word/document.xml'] ?? png)).toContain('Elder-care coverage report');
  });

  it('uses the parameters that somebody changed, each for its own plan', async () => {
    const asked = args({ formats: ['html'], standards: [{ id: PACK }, { id: 'kunshan-2021-2025' }] });
    const page = async (parameters: ReportArgs['parameters']): Promise<string> =>
      textOf((await drive(jobs.makeReport(context, { ...asked, parameters }))).files, 'report.html');
    const changed = await page({ 'kunshan-2021-2025': { served_metres: 345 } });
    expect(changed).toContain('345');
    expect(await page({})).not.toBe(changed);
  });
});
