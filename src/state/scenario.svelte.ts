import type { Edit, NewFacility } from '../core/scenario/edits.ts';
import type { Position } from '../core/types.ts';
import { keepEdits } from './storage.ts';

/** Marked as ours, so that it is hardly ever the id of a facility in the data. */
function formatId(number: number): string {
  return `new~${number}`;
}

/** Facilities being tried, as an ordered list of edits with undo. Every change makes a new list; lists are never altered. */
export class ScenarioState {
  #edits = $state.raw<Edit[]>([]);
  #past = $state.raw<Edit[][]>([]);
  #future = $state.raw<Edit[][]>([]);
  /** The list as it was before the drag that is going on. */
  #beforeDrag: Edit[] | null = null;

  get edits(): Edit[] {
    return this.#edits;
  }

  /** The facilities that were added and not removed again. */
  get proposals(): NewFacility[] {
    return this.#edits.flatMap((edit) => (edit.action === 'add' ? [edit.facility] : []));
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Starts from edits kept from an earlier visit; there is nothing to undo. */
  restore(edits: Edit[]): void {
    this.#edits = edits;
    this.#past = [];
    this.#future = [];
    this.#beforeDrag = null;
  }

  add(name: string, type: string, position: Position): string {
    this.#endDrag();
    let number = 1;
    while (this.#has(formatId(number))) number++;
    const id = formatId(number);
    this.#commit([...this.#edits, { action: 'add', facility: { id, name, types: [type], position } }]);
    return id;
  }

  /** While `done` is false the move is one step of a drag: the whole drag is undone at once. */
  move(id: string, position: Position, done: boolean): void {
    if (!this.#has(id)) return;
    this.#beforeDrag ??= this.#edits;
    this.#edits = this.#edits.map((edit) =>
      edit.action === 'add' && edit.facility.id === id ? { ...edit, facility: { ...edit.facility, position } } : edit,
    );
    if (done) this.#endDrag();
  }

  remove(id: string): void {
    this.#endDrag();
    if (!this.#has(id)) return;
    this.#commit(this.#edits.filter((edit) => !(edit.action === 'add' && edit.facility.id === id)));
  }

  clear(): void {
    this.#endDrag();
    if (this.#edits.length > 0) this.#commit([]);
  }

  undo(): void {
    this.#endDrag();
    const last = this.#past.at(-1);
    if (!last) return;
    this.#future = [this.#edits, ...this.#future];
    this.#past = this.#past.slice(0, -1);
    this.#set(last);
  }

  redo(): void {
    this.#endDrag();
    const [next, ...rest] = this.#future;
    if (!next) return;
    this.#past = [...this.#past, this.#edits];
    this.#future = rest;
    this.#set(next);
  }

  #has(id: string): boolean {
    return this.proposals.some((facility) => facility.id === id);
  }

  /** Whatever comes between the steps of a drag (a key pressed with the pin in the hand) lets go of it first. */
  #endDrag(): void {
    const before = this.#beforeDrag;
    if (!before) return;
    this.#beforeDrag = null;
    const moved = this.#edits;
    this.#edits = before;
    this.#commit(moved);
  }

  #commit(edits: Edit[]): void {
    this.#past = [...this.#past, this.#edits];
    this.#future = [];
    this.#set(edits);
  }

  #set(edits: Edit[]): void {
    this.#edits = edits;
    void keepEdits(edits);
  }
}
