/** The job that looks at supply, on the made-up district: it agrees with the run it stands beside. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createSample } from '../../scripts/sample/create.ts';
import type { Progress } from '../../src/core/types.ts';
import { writeProjectFolder } from '../../src/io/write-folder.ts';
import type { JobContext } from '../../src/worker/job.ts';
import { jobs } from '../../src/worker/jobs.ts';
import { requireOpen, type Question } from '../../src/worker/session.ts';
import { createContext, drive, QUESTION } from './place.ts';

const context: JobContext = createContext();

beforeAll(async () => {
  const files = await writeProjectFolder(createSample({ size: 'district', seed: 4 }));
  await drive(jobs.open(context, { from: 'files', files }));
}, 60_000);

describe.each(['walking', 'straight'] as const)('supply of a question (%s)', (mode) => {
  const question: Question = { ...QUESTION, mode, limitMetres: 900 };

  it('has the distances and covered elders of the run', async () => {
    const { evaluation, eldersNearest } = await drive(jobs.evaluate(context, question));
    const supply = await drive(jobs.analyseSupply(context, question));
    const service = evaluation.services['day_care']!;
    expect(supply.everybody).toMatchObject({
      people: evaluation.totals.elders,
      meanMetres: service.meanMetres,
      medianMetres: service.medianMetres,
    });
    expect(supply.everybody.leftOut).toBe(
      service.unreachableElders + (mode === 'walking' ? evaluation.totals.unplacedElders : 0),
    );
    expect(Object.fromEntries(supply.facilities.map(({ id, elders }) => [id, elders]))).toEqual(eldersNearest);
    const means = evaluation.areas.map(({ id, services }) => [id, services['day_care']!.meanMetres]);
    expect(supply.areas.map(({ id, meanMetres }) => [id, meanMetres])).toEqual(means);
    expect(supply).toMatchObject({ unit: 'day_places', per: 1000, oldestOfOtherYear: false });
  });

  it('has a figure for every home that counts, above 0 just where something is in reach', async () => {
    const { homes, metres } = await drive(jobs.evaluate(context, question));
    const { perHead } = await drive(jobs.analyseSupply(context, question));
    let counted = 0;
    homes.forEach((state, home) => {
      const isInside = metres[home]! <= 900;
      if (state === 0) expect(perHead.alike[home]).toBeNaN();
      else expect([home, perHead.alike[home]! > 0, perHead.zoned[home]! > 0]).toEqual([home, isInside, isInside]);
      if (state !== 0) counted++;
    });
    expect(counted).toBeGreaterThan(1000);
  });

  it('tells how far it is, and says when the oldest are of another year', async () => {
    const told: Progress[] = [];
    const supply = await drive(jobs.analyseSupply(context, { ...question, year: 2027 }), told);
    expect(supply.oldestOfOtherYear).toBe(true);
    expect(new Set(told.map(({ stage }) => stage))).toContain(mode === 'walking' ? 'walk' : 'nearest');
    expect(told.filter(({ done, total }) => done > total)).toEqual([]);
    expect(requireOpen(context.session).project.year).not.toBe(2027);
  });
});
