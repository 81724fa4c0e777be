import type { Answer } from '../core/siting/types.ts';
import type { PlanSite } from '../core/siting/plan-types.ts';
import type { Edit } from '../core/scenario/types.ts';
import type { Kind } from '../core/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { ExplainedSite, PreparedSite, SiteArgs } from '../worker/plan-contract.ts';
import type { CurvePoint } from '../core/siting/curve.ts';
import { Cancelled } from '../worker/protocol.ts';
import { startSiteWorker } from '../worker/site-client.ts';
import { createForm, type SitingForm } from './siting-form.ts';

/** How a search stands. `stopped` keeps what was found, `cancelled` drops it. */
export type Phase =
  'idle' | 'preparing' | 'searching' | 'stopped' | 'done' | 'unusable' | 'infeasible' | 'cancelled' | 'failed';

/** A site that went into the scenario, with the edit that added it. */
export interface Accepted {
  site: PlanSite;
  editId: string;
}

/** What a search was asked, and what of the scenario came from the searches before it. */
interface Asked {
  form: SitingForm;
  question: SiteArgs['question'];
  accepted: readonly Accepted[];
}

/** Time for one search, and for a whole curve; both can be stopped before. */
const SEARCH_SECONDS = 600;
const CURVE_SECONDS = 60;
const CURVE_MOST_SITES = 20;

type Ready = Extract<PreparedSite, { unusable: null }>;

/** One question of siting and its search: prepared and explained by the first worker, searched by one of its own. */
export class SitingState {
  #client: WorkerClient;
  #phase = $state<Phase>('idle');
  #unusable = $state.raw<{ code: string; detail: string | number } | null>(null);
  #failure = $state<string | null>(null);
  #answer = $state.raw<Answer | null>(null);
  #seconds = $state(0);
  #explained = $state.raw<ExplainedSite | null>(null);
  #explainedOf = $state.raw<Answer | null>(null);
  #accepted = $state.raw<readonly Accepted[]>([]);
  #asked = $state.raw<Asked | null>(null);
  #curve = $state.raw<readonly CurvePoint[] | null>(null);
  #isCurveRunning = $state(false);
  #ready: Ready | null = null;
  #cancel: AbortController | null = null;
  #endSearch: (() => void) | null = null;
  #endCurve: (() => void) | null = null;
  /** Answer that waits to be explained, and whether one is being explained. */
  #waiting: Answer | null = null;
  #isExplaining = false;

  form = $state.raw<SitingForm>(createForm('day_care'));
  /** The panel is open. */
  open = $state(false);
  /** The row of a standard that the search is to mend. */
  mends = $state<string | null>(null);

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get phase(): Phase {
    return this.#phase;
  }
  get isRunning(): boolean {
    return this.#phase === 'preparing' || this.#phase === 'searching';
  }
  get unusable(): { code: string; detail: string | number } | null {
    return this.#unusable;
  }
  get failure(): string | null {
    return this.#failure;
  }
  /** The best so far. */
  get answer(): Answer | null {
    return this.#answer;
  }
  /** Since the search began, when the best so far came. */
  get seconds(): number {
    return this.#seconds;
  }
  /** Of the best answer so far, or of one a moment older. */
  get explained(): ExplainedSite | null {
    return this.#explained;
  }
  /** The best so far has other sites than those explained. */
  get isStale(): boolean {
    return this.#explainedOf?.chosen.join() !== this.#answer?.chosen.join();
  }
  get accepted(): readonly Accepted[] {
    return this.#accepted;
  }
  get curve(): readonly CurvePoint[] | null {
    return this.#curve;
  }
  get isCurveRunning(): boolean {
    return this.#isCurveRunning;
  }

  /** The form as it was when what is shown was asked for. */
  get askedForm(): SitingForm {
    return this.#asked?.form ?? this.form;
  }

  /**
   * What is shown answers another question than this one with the form as it is now. Sites of the answer that went into the
   * scenario, and stand where it put them, make it no other question.
   */
  isOutdated(question: SiteArgs['question']): boolean {
    if (!this.#asked) return false;
    const { form, question: asked, accepted } = this.#asked;
    const fresh = this.#accepted.filter((each) => !accepted.includes(each));
    const edits = question.edits.filter((edit) => !fresh.some((each) => isAsAccepted(edit, each)));
    return !isSame({ ...question, edits }, asked) || !isSame(this.form, form);
  }

  /** The curve starts from the scenario as it was: there an accepted site counts too. */
  isCurveOutdated(question: SiteArgs['question']): boolean {
    return this.isOutdated(question) || !isSame(question.edits, this.#asked?.question.edits ?? []);
  }

  change(changes: Partial<SitingForm>): void {
    this.form = { ...this.form, ...changes };
  }

  /** A fresh search; what was accepted before belongs to the scenario now. */
  search(args: Pick<SiteArgs, 'question' | 'standard'>): Promise<void> {
    this.#accepted = [];
    return this.#search(args);
  }

  /** One that is not available is left out; accepted ones stand, and the rest is searched for again. */
  replaceSite(id: string, args: Pick<SiteArgs, 'question' | 'standard'>): Promise<void> {
    this.change({
      forbidden: [...this.form.forbidden, id],
      forced: this.form.forced.filter((forced) => forced !== id),
    });
    return this.#search(args);
  }

  /** Notes that sites went into the scenario under these ids. */
  accept(accepted: readonly Accepted[]): void {
    this.stop();
    this.#accepted = [...this.#accepted, ...accepted];
  }

  isAccepted(site: PlanSite, edits: readonly Edit[]): boolean {
    const ids = edits.flatMap((edit) => (edit.action === 'add' ? [edit.facility.id] : []));
    return this.#accepted.some((each) => each.site.id === site.id && ids.includes(each.editId));
  }

  /** Ends the search and keeps the best known. */
  stop(): void {
    if (this.#phase === 'searching' && this.#answer) {
      this.#endWorkers();
      this.#phase = 'stopped';
    }
  }

  /** Ends the search and drops what it found. */
  cancel(): void {
    if (!this.isRunning) return;
    this.#clear();
    this.#phase = 'cancelled';
  }

  close(): void {
    this.#clear();
    this.#phase = 'idle';
    this.#asked = null;
    this.open = false;
    this.mends = null;
  }

  /** How much each number of sites covers, up to one that adds nothing. */
  drawCurve(): void {
    const ready = this.#ready;
    if (!ready) return;
    this.#endCurve?.();
    this.#curve = [];
    this.#isCurveRunning = true;
    const most = Math.min(CURVE_MOST_SITES, ready.instance.candidates);
    const { instance, rules } = ready;
    this.#endCurve = startSiteWorker(
      { type: 'curve', instance, rules, most, seconds: CURVE_SECONDS },
      {
        onmessage: (message) => {
          if (message.type !== 'curve') return;
          this.#curve = message.points;
          if (message.last) this.stopCurve();
        },
        onfailure: (message) => {
          this.stopCurve();
          this.#failure = message;
        },
      },
    );
  }

  stopCurve(): void {
    this.#endCurve?.();
    this.#endCurve = null;
    this.#isCurveRunning = false;
  }

  #endWorkers(): void {
    this.#endSearch?.();
    this.#endSearch = null;
  }

  #clear(): void {
    this.#cancel?.abort();
    this.#endWorkers();
    this.stopCurve();
    [this.#answer, this.#explained, this.#unusable, this.#failure] = [null, null, null, null];
    [this.#curve, this.#ready, this.#waiting] = [null, null, null];
  }

  async #search({ question, standard }: Pick<SiteArgs, 'question' | 'standard'>): Promise<void> {
    this.#clear();
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#asked = { form: this.form, question, accepted: this.#accepted };
    this.#phase = 'preparing';
    try {
      const args = { ...this.#askOf(), question, standard };
      const prepared = await this.#client.run('prepareSite', args, { signal: cancel.signal });
      if (cancel.signal.aborted) return;
      if (prepared.unusable) {
        this.#unusable = prepared.unusable;
        this.#phase = 'unusable';
        return;
      }
      this.#ready = prepared;
      this.#start(prepared);
    } catch (error) {
      if (!(error instanceof Cancelled) && !cancel.signal.aborted) this.#fail(error);
    }
  }

  /** Sites that are in the scenario count as built: as many fewer of their service are looked for, and not at the same places. */
  #askOf(): Omit<SiteArgs, 'question' | 'standard'> {
    const { services, scope, forbidden, forced, peoplePerPlace, placesPerSite, ...rest } = this.form;
    const taken = this.#accepted.map(({ site }) => site.id);
    const takenBy = (kind: Kind): number => this.#accepted.filter(({ site }) => site.service === kind).length;
    const left = services.map(({ kind, count }) => ({ kind, count: count - takenBy(kind) }));
    const open = left.filter(({ count }) => count > 0);
    return {
      ...rest,
      services: open.length > 0 ? open : left.slice(0, 1).map(({ kind }) => ({ kind, count: 1 })),
      scope: scope.in === 'all' ? scope : { in: 'areas', ids: scope.ids },
      capacity: peoplePerPlace === null ? null : { peoplePerPlace, placesPerSite },
      forbidden: [...forbidden.filter((id) => !taken.includes(id)), ...taken],
      forced: forced.filter((id) => !taken.includes(id)),
    };
  }

  #start({ instance, question, rules }: Ready): void {
    this.#phase = 'searching';
    this.#endSearch = startSiteWorker(
      { type: 'search', instance, question, rules, seconds: SEARCH_SECONDS },
      {
        onmessage: (message) => {
          if (message.type !== 'answer') return;
          this.#take(message.answer, message.seconds, message.last);
        },
        onfailure: (message) => this.#fail(new Error(message)),
      },
    );
  }

  #take(answer: Answer, seconds: number, isLast: boolean): void {
    const isOther = this.#answer === null || this.#answer.chosen.join() !== answer.chosen.join();
    this.#answer = answer;
    this.#seconds = seconds;
    if (isLast) {
      this.#endWorkers();
      this.#phase = answer.status === 'infeasible' ? 'infeasible' : 'done';
    }
    if (isOther || isLast) this.#explain(answer);
  }

  /** One at a time, the newest answer next. */
  #explain(answer: Answer): void {
    this.#waiting = answer;
    if (!this.#isExplaining) void this.#explainAll().finally(() => (this.#isExplaining = false));
  }

  async #explainAll(): Promise<void> {
    this.#isExplaining = true;
    while (this.#waiting && this.#ready) {
      const [answer, { key }, cancel] = [this.#waiting, this.#ready, this.#cancel];
      this.#waiting = null;
      try {
        const explained = await this.#client.run('explainSite', { key, answer, seconds: this.#seconds });
        if (cancel === this.#cancel && !cancel?.signal.aborted) {
          this.#explained = explained;
          this.#explainedOf = answer;
        }
      } catch (error) {
        if (cancel === this.#cancel && !cancel?.signal.aborted) this.#fail(error);
      }
    }
  }

  #fail(error: unknown): void {
    this.#clear();
    this.#phase = 'failed';
    this.#failure = error instanceof Error ? error.message : String(error);
  }
}

/** The edit is the accepted site, where the answer put it. */
function isAsAccepted(edit: Edit, { site, editId }: Accepted): boolean {
  if (edit.action !== 'add' || edit.facility.id !== editId) return false;
  return isSame(edit.facility.position, [site.lon, site.lat]);
}

/** Plain data whose fields are always made in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
