/** What written standards still lack of a project: which data are missing, and the rows that each would settle. */
import { createMoments } from '../../src/core/standards/create-moments.ts';
import { evaluateStandard } from '../../src/core/standards/evaluate-standard.ts';
import type { StandardPack, StandardResult } from '../../src/core/standards/types.ts';
import { createSettings } from '../../src/core/evaluate.ts';
import { finish, type Project } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { formatMissing } from '../../src/i18n/standards/figures.ts';
import { groupByMissing } from '../../src/report/sections/untested.ts';

export interface Lacking {
  id: string;
  title: StandardPack['title'];
  counts: StandardResult['countsOnce'];
  /** Codes of columns, layers and types that would settle the rows together; most binding rows first. */
  missing: { missing: string[]; requirements: string[] }[];
}

/** By the settings that `analyse` takes when nothing is said; repeats of one target count once. */
export function findLacking(project: Project, packs: readonly StandardPack[]): Lacking[] {
  const settings = createSettings(project);
  const moments = createMoments(project, settings);
  return packs.map((pack) => {
    const result = finish(evaluateStandard(pack, { moments, settings, reported: project.reported }));
    const results = new Map(result.requirements.map((row) => [row.id, row]));
    const once = pack.requirements.flatMap((requirement) => {
      const row = results.get(requirement.id);
      return row && !row.flags.includes('repeat') ? [{ requirement, result: row }] : [];
    });
    const groups = groupByMissing({ once });
    const missing = groups.map(({ missing: codes, ids }) => ({ missing: codes, requirements: ids }));
    return { id: pack.id, title: pack.title, counts: result.countsOnce, missing };
  });
}

/** Lines for people. */
export function formatLacking(lacking: readonly Lacking[], locale: Locale): string[] {
  return lacking.flatMap(({ title, counts: { all, unknown }, missing }) => [
    locale === 'zh'
      ? `${title.zh}：${all} 项中 ${unknown} 项因资料不足无法判定`
      : `${title.en}: of ${all} requirements ${unknown} cannot be told`,
    ...missing.map(({ missing: codes, requirements }) => {
      const words = codes.map((code) => formatMissing(code, locale)).join(locale === 'zh' ? '、' : ', ');
      return `  ${words}: ${requirements.join(', ')}`;
    }),
  ]);
}
