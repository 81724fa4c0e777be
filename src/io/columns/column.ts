/** What a column of a layer is called and what its cells hold. */

/** Words for one code: the code itself is always understood too. */
export type Choices = Readonly<Record<string, readonly string[]>>;

export type ColumnKind = 'text' | 'integer' | 'number' | 'year' | 'date' | 'list' | 'choice' | 'boolean' | 'phone';

export interface Column {
  /** Our name: what a project folder is written with. */
  name: string;
  kind: ColumnKind;
  /** Headers that people use, in order of trust: where two headers of a table mean the same column, the earlier wins. */
  aliases: readonly string[];
  /** For `choice`, and for a `list` whose items have codes. */
  choices?: Choices;
}

/** Short form for the schema files. */
export function column(name: string, kind: ColumnKind, aliases: string, choices?: Choices): Column {
  const words = aliases.split(' ').filter((word) => word !== '');
  return choices === undefined ? { name, kind, aliases: words } : { name, kind, aliases: words, choices };
}
