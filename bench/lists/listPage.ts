/** What the page of the peers offers: each draws a list of so many items, seven cells a row, and resolves when it is painted. */
export interface ListPage {
  /** Every row in the document, as a table without virtualisation. */
  readonly plain: (items: number) => Promise<{ readonly milliseconds: number; readonly nodes: number }>;
  /** A sortable list of dnd-kit, every row in the document, as its guide shows it. */
  readonly sortable: (items: number) => Promise<void>;
}
