/** `care-circle site`: a project and a question -> where new facilities should stand, and a proof of how good that is. */
import { listKinds } from '../../src/core/evaluate.ts';
import { prepareGround, prepareSiting, type SitingCase } from '../../src/core/siting/instance.ts';
import { explainPlan, type ExplainedPlan, type Plan } from '../../src/core/siting/plan.ts';
import { SitingRefusal } from '../../src/core/siting/refusal.ts';
import type { SitingRequest } from '../../src/core/siting/request.ts';
import { solve } from '../../src/core/siting/solve.ts';
import type { Answer, Solver } from '../../src/core/siting/types.ts';
import type { StandardPack } from '../../src/core/standards/types.ts';
import { finish, type Project, type Settings } from '../../src/core/types.ts';
import type { Locale } from '../../src/i18n/index.ts';
import { loadSolver } from '../../src/io/solver.ts';
import { InputError, UsageError } from './failures.ts';
import { writeOutput } from './files.ts';
import { openQuestion } from './question.ts';
import { findLocale, printProblems } from './sentences.ts';
import { scopeOfRow } from './site-mend.ts';
import { parseSiteOptions, type SiteOptions, type SiteQuestion } from './site-options.ts';
import { writeScenario } from './site-scenario.ts';
import { sayAnswer, sayPlan, sayRefusal } from './site-words.ts';
import { openStandards } from './standards.ts';

export type { SiteOptions } from './site-options.ts';

/** Lines of progress come no faster than this. */
const SECONDS_A_LINE = 1;

export async function runSite(options: SiteOptions): Promise<void> {
  const locale = findLocale(options.lang);
  const asked = parseSiteOptions(options);
  const { project, settings, packs, problems } = await openQuestion(options, locale);
  printProblems(problems, locale);
  for (const { kind } of asked.request.services) checkKind(project, settings, { kind, locale });
  const toMend = await openMend(asked, packs, locale);
  const solver = await loadSolver();
  const { plan, edits } = refusalsAsInput(locale, () =>
    answerQuestion({ project, settings, packs, toMend, solver }, asked, locale),
  );
  tell(plan, locale);
  if (options.scenarioOut !== undefined) {
    const { scenario: said, pipeline = false } = options;
    const kinds = asked.request.services.map(({ kind }) => kind);
    writeOutput(options.scenarioOut, await writeScenario(project, { said, pipeline, kinds, edits }, locale));
  }
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (options.output === undefined) process.stdout.write(text);
  else writeOutput(options.output, text);
}

/** The standard of `--mend`, which is one of those that the plan is tested against as well. */
async function openMend({ mend }: SiteQuestion, packs: StandardPack[], locale: Locale): Promise<StandardPack | null> {
  if (mend === null) return null;
  const [pack] = (await openStandards([mend.standard], locale)).packs;
  const known = packs.find(({ id }) => id === pack?.id);
  if (pack && !known) packs.push(pack);
  return known ?? pack ?? null;
}

interface Opened {
  project: Project;
  settings: Settings;
  packs: readonly StandardPack[];
  toMend: StandardPack | null;
  solver: Solver;
}

function answerQuestion(
  { project, settings, packs, toMend, solver }: Opened,
  { request, mend, seconds }: SiteQuestion,
  locale: Locale,
): ExplainedPlan {
  const ground = finish(prepareGround(project, settings, {}));
  const known = { demand: ground.demand, ...(ground.walks && { walks: ground.walks }) };
  const asked: SitingRequest =
    mend && toMend ? { ...request, scope: scopeOfRow(ground, toMend, { row: mend.row, locale }) } : request;
  const made = finish(prepareSiting(project, settings, asked, known));
  const { answer, took } = search(made, { solver, seconds }, locale);
  return finish(explainPlan(made, answer, { seconds: took, packs }));
}

/** A kind that the data do not know may be new to the place; without a limit of its own it is a slip of the pen. */
function checkKind(project: Project, settings: Settings, { kind, locale }: { kind: string; locale: Locale }): void {
  const known = listKinds(project.facilities, settings).map((each) => each.kind);
  if (!Object.hasOwn(settings.limits, kind)) {
    throw new UsageError(`--service ${kind} has no limit: give one, e.g. --limit ${kind}=1000m.`);
  }
  if (known.includes(kind)) return;
  const list = known.join(', ');
  const sentence =
    locale === 'zh'
      ? `数据中没有“${kind}”类设施，按全部新建测算；数据中的类别：${list}。`
      : `No facility is of kind "${kind}", so all are new; kinds in the data: ${list}.`;
  process.stderr.write(`${sentence}\n`);
}

function refusalsAsInput<T>(locale: Locale, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SitingRefusal) throw new InputError(sayRefusal(error, locale));
    throw error;
  }
}

/** Takes the search to its end and tells each better answer or tighter bound, the last one always. */
function search(
  made: SitingCase,
  { solver, seconds }: { solver: Solver; seconds: number },
  locale: Locale,
): { answer: Answer; took: number } {
  const { model } = made.question;
  const start = performance.now();
  const elapsed = (): number => (performance.now() - start) / 1000;
  const siting = solve(made.instance, made.question, made.rules, { solver, seconds, now: () => performance.now() });
  let [told, toldAt] = ['', -Infinity];
  for (;;) {
    const { value: answer, done } = siting.next();
    const news = `${answer.objective} ${answer.bound}`;
    if (news !== told && (done || elapsed() - toldAt >= SECONDS_A_LINE)) {
      process.stderr.write(`${sayAnswer(answer, model, { seconds: elapsed(), locale })}\n`);
      [told, toldAt] = [news, elapsed()];
    }
    if (done) return { answer, took: elapsed() };
  }
}

function tell(plan: Plan, locale: Locale): void {
  for (const line of sayPlan(plan, locale)) process.stderr.write(`${line}\n`);
}
