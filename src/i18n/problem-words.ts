/** What the sentences about problems are made of. */

/** What a sentence may speak of. Numbers have their separators; what is not known is ''. */
export interface Words {
  value: string;
  column: string;
  id: string;
  /** The layer's name in the reader's language. */
  layer: string;
  /** Whether the problem speaks of one row, and not of a whole file. */
  isRow: boolean;
  isLeftOut: boolean;
  /** The parents of areas are looked for among the areas themselves. */
  isArea: boolean;
}

export type Sentence = (p: Words) => string;
