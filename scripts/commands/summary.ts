/** What was opened, in a few lines for people, and as data. */
import type { Problem } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import type { Opened } from '../../src/io/open.ts';

export interface Summary {
  name: { zh: string; en: string };
  year: number | null;
  counts: Record<string, number>;
  elders: number;
  residencesWithoutElders: number;
  /** Rows left out, and the elders known to be concerned. */
  leftOut: { rows: number; elders: number };
  problems: Record<Problem['severity'], number>;
}

export function createSummary({ project, problems }: Opened): Summary {
  const leftOut = problems.filter((problem) => problem.action === 'left_out');
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;
  return {
    name: project.name,
    year: project.year,
    counts: {
      facilities: project.facilities.length,
      residences: project.residences.length,
      areas: project.areas.length,
      candidates: project.candidates.length,
      walkways: project.walkways ? project.walkways.starts.length - 1 : 0,
      background: project.background.length,
      gates: project.gates.length,
      reported: project.reported.length,
    },
    elders: project.residences.reduce((sum, residence) => sum + (residence.elders ?? 0), 0),
    residencesWithoutElders: project.residences.filter((residence) => residence.elders === null).length,
    leftOut: {
      rows: leftOut.filter((problem) => problem.row !== null).length,
      elders: leftOut.reduce((sum, problem) => sum + (problem.elders ?? 0), 0),
    },
    problems: { error: count('error'), warning: count('warning'), note: count('note') },
  };
}

const LAYER_WORDS: Record<Locale, Record<string, string>> = {
  zh: {
    facilities: '养老设施',
    residences: '居住小区',
    areas: '统计单元',
    candidates: '备选点',
    walkways: '步行路',
    background: '底图要素',
    gates: '出入口',
    reported: '填报值',
  },
  en: {
    facilities: 'facilities',
    residences: 'residences',
    areas: 'areas',
    candidates: 'candidates',
    walkways: 'walkways',
    background: 'background features',
    gates: 'gates',
    reported: 'reported figures',
  },
};

/** Lines for people. */
export function formatSummary(opened: Opened, locale: Locale): string[] {
  const { name, counts, elders, residencesWithoutElders, leftOut, problems } = createSummary(opened);
  const layers = Object.entries(counts)
    .filter(([layer, count]) => count > 0 || layer === 'facilities' || layer === 'residences')
    .map(([layer, count]) => `${String(count).padStart(9)}  ${LAYER_WORDS[locale][layer] ?? layer}`);
  const systems = opened.systems.map(({ file, applied, basis, tested, inside }) =>
    basis === 'evidence'
      ? `${file}: ${applied} (${inside[applied]} / ${tested} ${locale === 'zh' ? '点位于本行所列单元内' : 'points in the area their row names'})`
      : `${file}: ${applied}`,
  );
  const sums =
    locale === 'zh'
      ? [
          `老年人 ${elders} 名；${residencesWithoutElders} 个小区没有老年人数`,
          `未计入 ${leftOut.rows} 行（已知涉及老年人 ${leftOut.elders} 名）`,
          `错误 ${problems.error}，警告 ${problems.warning}，提示 ${problems.note}`,
        ]
      : [
          `${elders} elders; ${residencesWithoutElders} residences without a number of elders`,
          `${leftOut.rows} ${leftOut.rows === 1 ? 'row' : 'rows'} left out (${leftOut.elders} elders known to be concerned)`,
          `${problems.error} errors, ${problems.warning} warnings, ${problems.note} notes`,
        ];
  return [name[locale], ...layers, ...systems, ...sums];
}
