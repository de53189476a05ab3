/** What came of opening a diff. */
export interface OpenedDiff {
  /** Until the first rows were painted. */
  readonly milliseconds: number;
  readonly elements: number;
}

/** What the page of diffs offers: each draws the same diff, with the colours of its language, and resolves when its first rows are painted. */
export interface DiffPage {
  /** As Pitwall does. */
  readonly ours: (lines: number) => Promise<OpenedDiff>;
  /** react-diff-view with refractor as its guide shows it, every line in the document. */
  readonly plain: (lines: number) => Promise<OpenedDiff>;
}
