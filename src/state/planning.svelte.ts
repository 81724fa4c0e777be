import { metresPerDegree } from '../core/geo/metric.ts';
import type { Edit, NewFacility, NewLink } from '../core/scenario/types.ts';
import type { Position } from '../core/types.ts';
import type { WorkerClient } from '../worker/client.ts';
import type { Question } from '../worker/session.ts';
import type { Tested } from '../worker/plan-contract.ts';
import { CompareState } from './compare.svelte.ts';
import { DragState } from './drag.svelte.ts';
import { GainsState } from './gains.svelte.ts';
import type { Mend } from './mend.ts';
import { listDisplaced, listLines, listPins, splitLine, type Pin } from './pins.ts';
import { createPlaceOf } from './place-of.ts';
import type { ProjectState } from './project.svelte.ts';
import type { QuestionState } from './question.svelte.ts';
import type { ScenarioState } from './scenario.svelte.ts';
import type { StandardsState } from './standards.svelte.ts';
import { RequirementsState } from './requirements.svelte.ts';
import { createForm } from './siting-form.ts';
import { SitingState } from './siting.svelte.ts';

export const TOOLS = ['place', 'link', 'site', 'compare'] as const;
export type Tool = (typeof TOOLS)[number];

/** What of the page planning stands on. */
interface Ground {
  client: WorkerClient;
  scenario: ScenarioState;
  question: QuestionState;
  standards: StandardsState;
  project: ProjectState;
}

/** Keys that undo and redo, as every editor has them. */
export function findUndoKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): 'undo' | 'redo' | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && event.ctrlKey && !event.shiftKey ? 'redo' : null;
}

/** Fields have an undo of their own. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.matches('textarea, input:not([type=radio], [type=checkbox], [type=range])')
  );
}

const STEP_METRES = 20;
const LEAP_METRES = 200;
const DIRECTIONS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
/** Arrow keys that rest so long put down what they moved. */
const KEY_REST_MILLISECONDS = 900;

/** Everything that only the view of planning remembers; it comes with that view. */
export class Planning {
  readonly drag: DragState;
  readonly siting: SitingState;
  readonly compare: CompareState;
  readonly requirements: RequirementsState;
  readonly gains: GainsState;
  #ground: Ground;
  #keyTimer: ReturnType<typeof setTimeout> | undefined;

  tool = $state<Tool>('place');
  /** Points of the link that is being drawn. */
  linkLine = $state.raw<readonly Position[]>([]);
  linkKind = $state<NewLink['kind']>('footbridge');
  /** What the next placed facility is to be, besides its type; blank fields are left out. */
  draft = $state.raw<Pick<NewFacility, 'opened' | 'attributes'> & { name: string }>({ name: '' });

  constructor(ground: Ground) {
    this.#ground = ground;
    this.drag = new DragState(ground.client);
    this.siting = new SitingState(ground.client);
    this.compare = new CompareState(ground.client);
    this.requirements = new RequirementsState(ground.client);
    this.gains = new GainsState(ground.client);
  }

  get #facilities() {
    return this.#ground.project.summary?.facilities ?? [];
  }

  /** Of the scenario at work; in a comparison of the one whose homes the map shows. */
  get #shownEdits(): readonly Edit[] {
    const { scenario } = this.#ground;
    const shown = this.tool === 'compare' ? this.compare.shown : null;
    return scenario.list.find(({ id }) => id === shown?.id)?.edits ?? scenario.edits;
  }

  /** Places along the streets have no name: the nearest home says where they are, on the map as in the list. */
  readonly #placeOf = $derived.by(() => {
    const { summary } = this.#ground.project;
    return summary ? createPlaceOf(summary) : () => '';
  });

  /** Sites that the search proposes and that are not in the scenario yet. */
  get #proposed(): Pin[] {
    if (this.tool !== 'site') return [];
    const { siting } = this;
    const { edits } = this.#ground.scenario;
    const sites = siting.explained?.plan.sites ?? [];
    // Numbered as in the list, so that a pin is found in it.
    return sites.flatMap((site, i) => {
      if (siting.isAccepted(site, edits)) return [];
      const { service, id, name, lon, lat } = site;
      const position: Position = [lon, lat];
      const label = name || this.#placeOf(position) || id;
      return [{ id: `site:${service}:${id}`, label, number: i + 1, sign: 'proposed' as const, position }];
    });
  }

  /** Pins of the scenario, the one in the hand where the hand is, and of what is proposed. */
  get pins(): Pin[] {
    const pins = [...listPins(this.#shownEdits, this.#facilities), ...this.#proposed];
    const { held } = this.drag;
    if (!held) return pins;
    const { id, name: label, position } = held;
    if (pins.some((pin) => pin.id === id)) return pins.map((pin) => (pin.id === id ? { ...pin, position } : pin));
    return [...pins, { id, label, sign: 'moved', position }];
  }

  /** Links of the scenario, the one being drawn, and how far facilities were moved. */
  get lines(): (readonly [Position, Position])[] {
    return [...listLines(this.#shownEdits, this.#facilities), ...splitLine([...this.linkLine])];
  }

  /** Facilities of the data that are not where the map has them. */
  get displaced(): ReadonlySet<string> {
    return listDisplaced(this.#ground.scenario.edits);
  }

  /** The question with the scenario as it stands. */
  get question(): Question {
    return this.#ground.scenario.questionOf(this.#ground.question.asked);
  }

  get standard(): Tested | null {
    const { standards } = this.#ground;
    const { chosen } = standards;
    if (chosen === null) return null;
    return { pack: standards.sourceOf(chosen), parameters: standards.parameters[chosen] ?? {} };
  }

  /** Takes a facility into the hand: of the data, or added. */
  take(id: string): void {
    const pin = this.pins.find((each) => each.id === id);
    const facility = this.#facilities.find((each) => each.id === id);
    const position = pin?.position ?? facility?.position;
    if (!position) return;
    const name = pin?.label ?? (facility?.name || id);
    this.drag.take({ id, name, position }, { question: this.question, id, standard: this.standard });
  }

  carry(id: string, position: Position): void {
    if (this.drag.held?.id !== id) this.take(id);
    this.drag.moveTo(position);
  }

  /** Puts it down: now it is an edit, and the ordinary run follows. */
  putDown(): void {
    clearTimeout(this.#keyTimer);
    const held = this.drag.drop();
    if (!held) return;
    const isMoved = held.origin[0] !== held.position[0] || held.origin[1] !== held.position[1];
    if (isMoved) this.#ground.scenario.move(held.id, held.position, true);
    else this.drag.settle();
  }

  /** The end of a drag by hand; a quick one was over before its first frame. */
  dropAt(id: string, position: Position | null): void {
    if (position && this.drag.held?.id === id) this.drag.moveTo(position);
    else if (position) this.#ground.scenario.move(id, position, true);
    this.putDown();
  }

  putBack(): void {
    clearTimeout(this.#keyTimer);
    this.drag.putBack();
  }

  /** Undoes or redoes where the key says so; what is in the hand goes back first. Whether the key meant something. */
  pressUndo(event: KeyboardEvent): boolean {
    const step = findUndoKey(event);
    if (step === null || isTyping(event.target)) return false;
    if (this.drag.held) this.putBack();
    else this.#ground.scenario[step]();
    return true;
  }

  /** A key on a pin or on its row; whether it meant something. */
  press(id: string, key: string, isLeap: boolean): boolean {
    const { held } = this.drag;
    const direction = DIRECTIONS[key];
    if (direction) {
      this.#step(id, direction, isLeap ? LEAP_METRES : STEP_METRES);
      return true;
    }
    if (held?.id !== id) return false;
    if (key === 'Enter') this.putDown();
    else if (key === 'Escape') this.putBack();
    return key === 'Enter' || key === 'Escape';
  }

  #step(id: string, [toEast, toNorth]: readonly [number, number], metres: number): void {
    const wasHeld = this.drag.held?.id === id;
    if (!wasHeld) this.take(id);
    const { held } = this.drag;
    if (!held) return;
    const [longitude, latitude] = held.position;
    const [east, north] = metresPerDegree(latitude);
    this.drag.moveTo([longitude + (toEast * metres) / east, latitude + (toNorth * metres) / north]);
    clearTimeout(this.#keyTimer);
    this.#keyTimer = setTimeout(() => this.putDown(), KEY_REST_MILLISECONDS);
  }

  place(name: string, type: string, position: Position): string {
    const { name: own, ...rest } = this.draft;
    const id = this.#ground.scenario.addFacility({ ...rest, name: own || name, types: [type], position });
    this.draft = { ...this.draft, name: '' };
    return id;
  }

  addLinkPoint(position: Position): void {
    this.linkLine = [...this.linkLine, position];
  }

  /** Makes an edit of the line that was drawn. */
  finishLink(name: string): void {
    if (this.linkLine.length < 2) return;
    this.#ground.scenario.link({ name, kind: this.linkKind, line: [...this.linkLine] });
    this.linkLine = [];
  }

  /** Fills the panel of siting for a row of a standard. */
  mend({ requirementId, kind, mode, metres, minutes, ...mend }: Mend, scopeName: string): void {
    const { question } = this.#ground;
    question.kind = kind;
    if (mode !== null) question.measureBy(mode);
    question.minutes = minutes;
    if (metres !== null) question.metres = Math.round(metres);
    this.tool = 'site';
    this.siting.close();
    this.siting.form = {
      ...createForm(kind),
      model: mend.model,
      share: mend.share,
      weight: mend.weight,
      // A list of premises hardly ever reaches everybody.
      source: mend.share >= 1 && (this.#ground.project.summary?.counts.walkways ?? 0) > 0 ? 'network' : null,
      scope: mend.areaIds === null ? { in: 'all' } : { in: 'areas', ids: mend.areaIds, name: scopeName },
    };
    this.siting.mends = requirementId;
    this.siting.open = true;
  }

  /** Puts sites into the scenario as one step; returns their ids there. */
  accept(edits: readonly Edit[]): string[] {
    return this.#ground.scenario.append([...edits]);
  }
}
