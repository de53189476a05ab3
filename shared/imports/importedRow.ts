/** One cell of a row. JSON has lists of its own; the cells of CSV are texts, and what they hold is split by the rules of their format. */
export type Cell = string | readonly string[];

/** A row as it stands in a file. */
export interface ImportedRow {
  /** Counted from 1, the header not. */
  readonly row: number;
  /** The line it begins in, from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
  /** Why nothing of it can be read, e.g. an element of a list that is no object; null when its cells can. */
  readonly problem: string | null;
}

/** A cell as one text. */
export const cellText = (cell: Cell | undefined): string =>
  cell === undefined ? '' : typeof cell === 'string' ? cell : cell.join(', ');
