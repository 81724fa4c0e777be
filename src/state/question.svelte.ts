import type { Kind } from '../core/types.ts';
import type { ProjectSummary } from '../worker/results.ts';
import type { Address } from './address.ts';

/** The question that the panel asks: which service, how far, in which year. */
export class QuestionState {
  kind = $state<Kind>('day_care');
  limitMetres = $state(1000);
  /** null = years are not looked at. */
  year = $state<number | null>(null);
  pipeline = $state(false);

  /** Takes the wishes of an address as far as the project can answer them. */
  adopt(wishes: Address, project: ProjectSummary): void {
    const known = project.kinds.map(({ kind }) => kind);
    const wished = wishes.kind ?? this.kind;
    this.kind = known.includes(wished) ? wished : (known[0] ?? 'day_care');
    if (wishes.limitMetres !== null) this.limitMetres = wishes.limitMetres;
    if (wishes.year === 'any') this.year = null;
    else this.year = wishes.year !== null && project.years.includes(wishes.year) ? wishes.year : project.year;
    this.pipeline = wishes.pipeline;
  }
}
