import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useMemo } from 'react';
import type { Status } from '../../../shared/backlog/workflow.ts';
import type { ItemId } from '../../../shared/ids.ts';
import styles from './Board.module.css';
import type { CellActs } from './BoardCell.tsx';
import { BoardHead } from './BoardHead.tsx';
import { BoardLaneRow } from './BoardLaneRow.tsx';
import type { BoardLane } from './boardLanes.ts';
import { CELL_HEAD, COLUMN_HEAD, cellHeight, LANE_HEAD } from './boardMeasures.ts';
import { draggedCard } from './cardData.ts';

interface Props {
  readonly lanes: readonly BoardLane[];
  readonly columns: readonly Status[];
  /** Keys of the lanes of which only the title shows. */
  readonly folded: ReadonlySet<string>;
  readonly onFold: (lane: string) => void;
  /** What scrolls; the board's keys look for cards in it. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly reachable: ItemId | null;
  /** The card that waits for an answer before it is really where it is shown. */
  readonly asked: ItemId | null;
  readonly acts: CellActs;
}

const laneHeight = ({ title, cells }: BoardLane, folded: boolean): number =>
  (title === null ? 0 : LANE_HEAD) +
  (folded ? 0 : CELL_HEAD + cellHeight(Math.max(0, ...cells.map(({ length }) => length))));

/** Columns and lanes, of which only what is in view is drawn. All of it scrolls together, below the columns' names. */
export const Board = ({ lanes, columns, folded, onFold, scroller, reachable, asked, acts }: Props) => {
  const counts = useMemo(
    () => columns.map((_, column) => lanes.reduce((sum, { cells }) => sum + (cells[column]?.length ?? 0), 0)),
    [columns, lanes],
  );
  const reachableLane = reachable === null ? -1 : lanes.findIndex((lane) => holds(lane, reachable));
  const rows = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const lane = lanes[index];
      return lane === undefined ? 0 : laneHeight(lane, folded.has(lane.key));
    },
    getItemKey: (index) => lanes[index]?.key ?? index,
    overscan: 1,
    scrollMargin: COLUMN_HEAD,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return reachableLane === -1 || shown.includes(reachableLane)
        ? shown
        : [...shown, reachableLane].sort((a, b) => a - b);
    },
  });
  // Heights follow from the cards and the folds, which the virtualizer cannot see.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the heights are made of
  useEffect(() => rows.measure(), [rows, lanes, folded]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    return autoScrollForElements({ element, canScroll: ({ source }) => draggedCard(source.data) !== null });
  }, [scroller]);
  const alone = lanes.length === 1 && lanes[0]?.title === null;
  return (
    <div ref={scroller} className={styles.board}>
      <div className={styles.inner}>
        <BoardHead columns={columns} counts={counts} />
        <div className={styles.lanes} style={{ minHeight: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const lane = lanes[index];
            return (
              lane !== undefined && (
                <BoardLaneRow
                  key={lane.key}
                  lane={lane}
                  columns={columns}
                  folded={folded.has(lane.key)}
                  onFold={() => onFold(lane.key)}
                  top={start + CELL_HEAD}
                  style={
                    alone ? { inset: 0 } : { top: start - COLUMN_HEAD, height: laneHeight(lane, folded.has(lane.key)) }
                  }
                  scroller={scroller}
                  reachable={index === reachableLane ? reachable : null}
                  asked={asked}
                  acts={acts}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
};

const holds = ({ cells }: BoardLane, card: ItemId): boolean => cells.some((cell) => cell.some(({ id }) => id === card));
