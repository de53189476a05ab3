// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, memo } from 'react';
import type { ListColumn, ListLayout } from '../../../../shared/backlog/savedView.ts';
import { listColumnFacts } from '../listColumnFacts.ts';
import { ColumnGrip } from './ColumnGrip.tsx';
import styles from './ListHead.module.css';

interface Props {
  readonly layout: ListLayout;
  readonly onSort: (sort: ListLayout['sort']) => void;
  /** A width while it is dragged, and, when it is let go, the width to keep. */
  readonly onWidth: (column: ListColumn, width: number, done: boolean) => void;
  /** Some item is selected. */
  readonly selected: boolean;
  /** Selects all that is shown, or nothing when something is selected. */
  readonly onSelect: () => void;
}

/** What is best first, first. */
const descendingFirst: ReadonlySet<ListColumn> = new Set(['value', 'urgency', 'score', 'updatedAt', 'createdAt']);

/** One press sorts, the next turns it round, the third goes back to the rank. */
const nextSort = (column: ListColumn, sort: ListLayout['sort']): ListLayout['sort'] => {
  const first = descendingFirst.has(column);
  if (sort?.column !== column) return { column, descending: first };
  return sort.descending === first ? { column, descending: !first } : null;
};

/** One press of an arrow, in pixels. */
const STEP = 10;

const widthKeys =
  (column: ListColumn, onWidth: Props['onWidth']) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined || !event.shiftKey) return;
    event.preventDefault();
    onWidth(column, (event.currentTarget.parentElement?.getBoundingClientRect().width ?? 0) + by, true);
  };

/** The columns' names: each sorts the list, and its edge sets its width. */
export const ListHead = memo(({ layout, onSort, onWidth, selected, onSelect }: Props) => (
  <div role="row" className={styles.head} aria-rowindex={1}>
    <div
      role="columnheader"
      className={styles.column}
      data-figure
      aria-sort={layout.sort === null ? 'ascending' : 'none'}
    >
      <button
        type="button"
        className={styles.all}
        aria-pressed={selected}
        aria-label="Select all that is shown"
        title={selected ? 'Select nothing (Esc)' : 'Select all that is shown (Ctrl A)'}
        onClick={onSelect}
      />
      <button type="button" className={styles.name} title="Rank order" onClick={() => onSort(null)}>
        Rank
      </button>
    </div>
    {layout.columns.map(({ column }) => {
      const { title, short, figure } = listColumnFacts[column];
      const sorted = layout.sort?.column === column ? (layout.sort.descending ? 'descending' : 'ascending') : null;
      return (
        <div
          key={column}
          role="columnheader"
          className={styles.column}
          data-figure={figure}
          data-head={column}
          aria-sort={sorted ?? 'none'}
        >
          <button
            type="button"
            className={styles.name}
            title={`Sort by ${title.toLowerCase()}. Shift and ← or → set the width.`}
            aria-label={short === undefined ? title : `${short} ${title}`}
            onKeyDown={widthKeys(column, onWidth)}
            onClick={() => onSort(nextSort(column, layout.sort))}
          >
            {short ?? title}
            {sorted === 'ascending' && <IconArrowUp size={12} aria-hidden />}
            {sorted === 'descending' && <IconArrowDown size={12} aria-hidden />}
          </button>
          <ColumnGrip column={column} onWidth={onWidth} />
        </div>
      );
    })}
  </div>
));
