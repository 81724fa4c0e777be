/** Messages between the page and the worker that searches for sites. */
import type { Answer, Instance, Question, Rules } from '../core/siting/types.ts';
import type { CurvePoint } from '../core/siting/curve.ts';

export interface Search {
  instance: Instance;
  question: Question;
  rules: Rules;
  /** Time for the whole search. */
  seconds: number;
}

export interface CurveSearch {
  instance: Instance;
  rules: Rules;
  /** The curve goes so far. */
  most: number;
  /** Time for the whole curve. */
  seconds: number;
}

export type ToSiteWorker = ({ type: 'search' } & Search) | ({ type: 'curve' } & CurveSearch);

export type FromSiteWorker =
  /** `last`: nothing better will come. `seconds` since the search began. */
  | { type: 'answer'; answer: Answer; seconds: number; last: boolean }
  /** All points so far. */
  | { type: 'curve'; points: CurvePoint[]; last: boolean }
  | { type: 'failed'; message: string };
