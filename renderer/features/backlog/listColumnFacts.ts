import type { ListColumn, ListLayout } from '../../../shared/backlog/savedView.ts';

interface ColumnFacts {
  readonly title: string;
  /** In the head, where there is little room. */
  readonly short?: string;
  /** In pixels, until somebody drags it; null shares what is left. */
  readonly width: number | null;
  readonly figure?: boolean;
  /** Nothing can be typed into it. */
  readonly fixed?: boolean;
}

/** What is known of each column of the list, in the order in which they stand at first. */
export const listColumnFacts: Readonly<Record<ListColumn, ColumnFacts>> = {
  kind: { title: 'Kind', width: 40 },
  key: { title: 'Key', width: 76, fixed: true },
  title: { title: 'Title', width: null },
  status: { title: 'Status', width: 116 },
  estimate: { title: 'Estimate', short: 'Est.', width: 48, figure: true },
  value: { title: 'Value', short: 'Val.', width: 44, figure: true },
  urgency: { title: 'Urgency', short: 'Urg.', width: 46, figure: true },
  effort: { title: 'Effort', short: 'Eff.', width: 46, figure: true },
  score: { title: 'Score', width: 56, figure: true, fixed: true },
  labels: { title: 'Labels', width: 124 },
  assignee: { title: 'Assignee', width: 104 },
  sprint: { title: 'Sprint', width: 90 },
  updatedAt: { title: 'Updated', width: 84, fixed: true },
  createdAt: { title: 'Created', width: 84, fixed: true },
};

/** Every column, in the order in which they stand at first. */
export const columnOrder = Object.keys(listColumnFacts) as readonly ListColumn[];

/** The narrowest that a column may be dragged to, in pixels: the schema's least. */
export const WIDTH_MIN = 30;
export const WIDTH_MAX = 2000;
/** Below this a title is not worth reading; the list scrolls sideways instead. In pixels. */
const TITLE_MIN = 200;
/** The number in the order, with its mark. In pixels. */
const RANK_WIDTH = 74;

const notAtFirst: ReadonlySet<ListColumn> = new Set(['effort', 'updatedAt', 'createdAt']);

export const defaultLayout: ListLayout = {
  columns: columnOrder.filter((column) => !notAtFirst.has(column)).map((column) => ({ column, width: null })),
  group: null,
  sort: null,
};

/** The least width of a list, in pixels: below it the list scrolls sideways. */
export const listWidth = ({ columns }: Pick<ListLayout, 'columns'>): number =>
  columns.reduce((sum, { column, width }) => sum + (width ?? listColumnFacts[column].width ?? TITLE_MIN), RANK_WIDTH);

/** The widths of a layout's columns as a CSS grid, the rank first. */
export const gridColumns = ({ columns }: Pick<ListLayout, 'columns'>): string =>
  [
    `${String(RANK_WIDTH)}px`,
    ...columns.map(({ column, width }) => {
      const pixels = width ?? listColumnFacts[column].width;
      return pixels === null ? `minmax(${String(TITLE_MIN)}px, 1fr)` : `${String(pixels)}px`;
    }),
  ].join(' ');
