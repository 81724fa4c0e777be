/**
 * One evaluation -> the council report as plain data: the table of contents of the report. Every sentence and figure is
 * made here, by the sections; the print page, the DOCX and the workbook only set them.
 */
import { createContext } from './context.ts';
import type { Report, ReportInput, Section } from './model.ts';
import { numberSections } from './numbering.ts';
import { createChanges } from './sections/changes.ts';
import { createFacts } from './sections/cover.ts';
import { createFour } from './sections/four.ts';
import { createGaps } from './sections/gaps.ts';
import { createIndicators } from './sections/indicators.ts';
import { createMethod } from './sections/method.ts';
import { createQuality } from './sections/quality.ts';
import { createScenario } from './sections/scenario.ts';
import { createSensitivity } from './sections/sensitivity.ts';
import { createSubdistricts } from './sections/subdistricts.ts';
import { createSummary } from './sections/summary.ts';
import { createTargets } from './sections/targets.ts';
import { createUntested } from './sections/untested.ts';

/**
 * Same input, same report. Shares in cells are 0-1, people whole persons, distances whole metres; a figure that is
 * estimated or kept back is a text. In public reports areas with fewer than 10 elders have no figures, nor has what
 * would give them away, and texts of the user's lose telephone numbers. Throws where `packs` are not those of the
 * evaluation.
 */
export function createReport(input: ReportInput): Report {
  const context = createContext(input);
  const { words, locale, project, isPublic } = context;
  const body = [
    createSummary(context),
    createScenario(context),
    createTargets(context),
    createFour(context),
    createGaps(context),
    createSubdistricts(context),
    createSensitivity(context),
    createUntested(context),
    createChanges(context),
  ];
  const annexes = [createIndicators(context), createQuality(context), createMethod(context)];
  const given = (sections: (Section | null)[]): Section[] => sections.filter((section) => section !== null);
  return {
    locale,
    title: isPublic ? words.publicTitle : words.title,
    place: project.name[locale],
    facts: createFacts(context),
    sections: numberSections(given(body), given(annexes), locale),
  };
}
