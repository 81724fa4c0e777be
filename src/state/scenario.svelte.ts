import { askOfScenario } from '../core/scenario/question.ts';
import type { Edit, NewFacility, NewLink, PipelineStage, Scenario } from '../core/scenario/types.ts';
import type { Position } from '../core/types.ts';
import type { Ask } from './runs.svelte.ts';
import type { KeptScenarios } from './storage.ts';
import {
  freeId,
  idsOf,
  isThere,
  listProposals,
  withChange,
  withFreeIds,
  withMove,
  withoutEdit,
  withoutFacility,
  withYear,
  type Changes,
  type KnownIds,
} from './scenario-edits.ts';

/** The scenarios, and which of them is worked on. */
export type Scenarios = KeptScenarios;

function createScenario(id: string, name = ''): Scenario {
  return { id, name, note: '', year: null, stages: [], edits: [] };
}

function freeScenarioId(list: readonly Scenario[]): string {
  let number = 1;
  while (list.some(({ id }) => id === `s${number}`)) number++;
  return `s${number}`;
}

/** There is always one to work on. */
function withOne({ list, active }: Scenarios): Scenarios {
  const [first = createScenario('s1')] = list;
  return {
    list: list.length > 0 ? list : [first],
    active: list.some(({ id }) => id === active) ? active : first.id,
  };
}

/**
 * What is being tried: named scenarios, one of them worked on, each an ordered list of edits. Undo takes back the last
 * change of the whole list, whichever scenario it was in. Every change makes new lists; lists are never altered.
 */
export class ScenarioState {
  #now = $state.raw<Scenarios>(withOne({ list: [], active: '' }));
  #past = $state.raw<readonly Scenarios[]>([]);
  #future = $state.raw<readonly Scenarios[]>([]);
  /** As it was before the drag that is going on. */
  #beforeDrag: Scenarios | null = null;
  /** Ids of the facilities of the data. */
  #known: KnownIds = idsOf([]);
  #keep: (scenarios: Scenarios) => void;

  readonly #active = $derived(this.#now.list.find(({ id }) => id === this.#now.active) ?? createScenario('s1'));
  readonly #proposals = $derived(listProposals(this.#active.edits));

  /** `keep` is told of every change, but for the steps of a drag. */
  constructor(keep: (scenarios: Scenarios) => void = () => undefined) {
    this.#keep = keep;
  }

  get list(): readonly Scenario[] {
    return this.#now.list;
  }
  get active(): Scenario {
    return this.#active;
  }
  get edits(): Edit[] {
    return this.#active.edits;
  }
  /** The facilities that were added and not removed again, as the later edits leave them. */
  get proposals(): NewFacility[] {
    return this.#proposals;
  }
  get stages(): readonly PipelineStage[] {
    return this.#active.stages;
  }
  get year(): number | null {
    return this.#active.year;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }
  /** Whether the scenario worked on differs from the data as they are. */
  get hasChanges(): boolean {
    const { edits, stages, year } = this.#active;
    return edits.length > 0 || stages.length > 0 || year !== null;
  }
  /** Nothing where there is only the empty one that was there from the start. */
  get worthKeeping(): Scenario[] {
    const [first, ...others] = this.list;
    const isBlank = others.length === 0 && !this.hasChanges && first?.name === '' && first.note === '';
    return isBlank ? [] : [...this.list];
  }

  /** Place of a scenario in the list, from 1: the word for one without a name. */
  numberOf(id: string): number {
    return this.list.findIndex((scenario) => scenario.id === id) + 1;
  }

  /** The page's question with the edits, and with the year and the stages of the scenario where it has its own. */
  questionOf(asked: Omit<Ask, 'edits'>): Ask {
    return askOfScenario(asked, this.#active);
  }

  /** Starts from scenarios kept from an earlier visit, or of a project's file; there is nothing to undo. */
  restore(scenarios: Scenarios): void {
    this.#now = withOne(scenarios);
    this.#past = [];
    this.#future = [];
    this.#beforeDrag = null;
  }

  /** Another project has other scenarios; undo brings those before back. */
  replace(list: readonly Scenario[]): void {
    this.#endDrag();
    if (list.length > 0 || this.worthKeeping.length > 0) this.#commit({ list, active: list[0]?.id ?? '' });
  }

  /** Tells which facilities the data hold: only these, and added ones, can be moved, changed or removed. */
  know(facilityIds: Iterable<string>): void {
    this.#known = idsOf(facilityIds);
  }

  create(name = ''): string {
    return this.#addScenario(createScenario(freeScenarioId(this.list), name));
  }

  duplicate(id: string, name = ''): string {
    const original = this.list.find((scenario) => scenario.id === id) ?? this.#active;
    return this.#addScenario({ ...original, id: freeScenarioId(this.list), name });
  }

  rename(id: string, name: string): void {
    this.#change(id, { name });
  }
  describe(id: string, note: string): void {
    this.#change(id, { note });
  }

  /** In place of the last one comes an empty one. */
  delete(id: string): void {
    this.#endDrag();
    const place = this.list.findIndex((scenario) => scenario.id === id);
    if (place < 0) return;
    const list = this.list.filter((scenario) => scenario.id !== id);
    const next = list[Math.min(place, list.length - 1)]?.id ?? '';
    this.#commit({ list, active: this.#now.active === id ? next : this.#now.active });
  }

  /** Works on another one; that is nothing to undo. */
  choose(id: string): void {
    this.#endDrag();
    if (!this.list.some((scenario) => scenario.id === id)) return;
    this.#set({ ...this.#now, active: id });
  }

  setYear(year: number | null): void {
    this.#change(this.#active.id, { year });
  }
  setStages(stages: readonly PipelineStage[]): void {
    this.#change(this.#active.id, { stages: [...stages] });
  }

  add(name: string, type: string, position: Position): string {
    return this.addFacility({ name, types: [type], position });
  }

  addFacility(facility: Omit<NewFacility, 'id'>): string {
    const id = freeId(this.edits, 'new');
    this.#edit([...this.edits, { action: 'add', facility: { id, ...facility } }]);
    return id;
  }

  /** Several edits in one step; what they add gets another id where theirs is taken. Answers the ids of what is added. */
  append(given: readonly Edit[]): string[] {
    const { edits, ids } = withFreeIds(this.edits, given, this.#known);
    if (given.length > 0) this.#edit(edits);
    return ids;
  }

  /** While `done` is false the move is one step of a drag: the whole drag is undone at once. */
  move(id: string, position: Position, done: boolean): void {
    if (!this.#has(id)) return;
    this.#beforeDrag ??= this.#now;
    this.#now = this.#withActive({ edits: withMove(this.edits, id, position) });
    if (done) this.#endDrag();
  }

  change(id: string, changes: Changes): void {
    if (this.#has(id)) this.#edit(withChange(this.edits, id, changes));
  }
  open(id: string, year: number | null): void {
    if (this.#has(id)) this.#edit(withYear(this.edits, 'open', id, year));
  }
  close(id: string, year: number | null): void {
    if (this.#has(id)) this.#edit(withYear(this.edits, 'close', id, year));
  }
  remove(id: string): void {
    if (this.#has(id)) this.#edit(withoutFacility(this.edits, id));
  }

  link(link: Omit<NewLink, 'id'>): string {
    const id = freeId(this.edits, 'link');
    this.#edit([...this.edits, { action: 'link', link: { id, ...link } }]);
    return id;
  }
  gate(residenceId: string, position: Position): void {
    this.#edit([...this.edits, { action: 'gate', residenceId, position }]);
  }

  /** Takes the edit at a place of `edits` out. */
  removeEdit(place: number): void {
    if (place in this.edits) this.#edit(withoutEdit(this.edits, place));
  }

  /** Takes all edits of the scenario worked on out. */
  clear(): void {
    this.#endDrag();
    if (this.edits.length > 0) this.#edit([]);
  }

  undo(): void {
    this.#endDrag();
    const last = this.#past.at(-1);
    if (!last) return;
    this.#future = [this.#now, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    this.#set(last);
  }

  redo(): void {
    this.#endDrag();
    const [next, ...rest] = this.#future;
    if (!next) return;
    this.#past = [...this.#past, this.#now];
    this.#future = rest;
    this.#set(next);
  }

  #has(id: string): boolean {
    return isThere(this.edits, id, this.#known);
  }

  #addScenario(scenario: Scenario): string {
    this.#endDrag();
    this.#commit({ list: [...this.list, scenario], active: scenario.id });
    return scenario.id;
  }

  #change(id: string, changes: Partial<Omit<Scenario, 'id'>>): void {
    this.#endDrag();
    const list = this.list.map((scenario) => (scenario.id === id ? { ...scenario, ...changes } : scenario));
    this.#commit({ ...this.#now, list });
  }

  #withActive(changes: Partial<Omit<Scenario, 'id'>>): Scenarios {
    const { id } = this.#active;
    const list = this.list.map((scenario) => (scenario.id === id ? { ...scenario, ...changes } : scenario));
    return { ...this.#now, list };
  }

  #edit(edits: Edit[]): void {
    this.#endDrag();
    this.#commit(this.#withActive({ edits }));
  }

  /** Whatever comes between the steps of a drag (a key pressed with the pin in the hand) lets go of it first. */
  #endDrag(): void {
    const before = this.#beforeDrag;
    if (!before) return;
    this.#beforeDrag = null;
    const moved = this.#now;
    this.#now = before;
    this.#commit(moved);
  }

  #commit(next: Scenarios): void {
    this.#past = [...this.#past, this.#now];
    this.#future = [];
    this.#set(withOne(next));
  }

  #set(next: Scenarios): void {
    this.#now = next;
    this.#keep(next);
  }
}
