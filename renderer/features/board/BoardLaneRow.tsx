import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { CSSProperties, RefObject } from 'react';
import type { Status } from '../../../shared/backlog/workflow.ts';
import type { ItemId } from '../../../shared/ids.ts';
import { BoardCell, type CellActs } from './BoardCell.tsx';
import styles from './BoardLaneRow.module.css';
import type { BoardLane } from './boardLanes.ts';
import { LANE_HEAD } from './boardMeasures.ts';

interface Props {
  readonly lane: BoardLane;
  readonly columns: readonly Status[];
  readonly folded: boolean;
  readonly onFold: () => void;
  /** Where the lane begins in what scrolls, in pixels. */
  readonly top: number;
  readonly style: CSSProperties;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly reachable: ItemId | null;
  readonly asked: ItemId | null;
  readonly acts: CellActs;
}

/** A lane: its title, which folds it, and a cell for each column. */
export const BoardLaneRow = ({
  lane,
  columns,
  folded,
  onFold,
  top,
  style,
  scroller,
  reachable,
  asked,
  acts,
}: Props) => {
  const { title } = lane;
  return (
    <section className={styles.lane} style={style} aria-label={title ?? 'Cards'}>
      {title !== null && (
        <button type="button" className={styles.title} aria-expanded={!folded} onClick={onFold}>
          {folded ? <IconChevronRight size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
          <bdi className="pw-cut">{title}</bdi>
          <span className={styles.count}>{lane.count}</span>
        </button>
      )}
      {!folded && (
        <div className={styles.cells}>
          {columns.map(({ id, name }, column) => (
            <BoardCell
              key={id}
              lane={lane.key}
              column={column}
              name={title === null ? name : `${name}, ${title}`}
              items={lane.cells[column] ?? []}
              top={top + (title === null ? 0 : LANE_HEAD)}
              scroller={scroller}
              reachable={reachable}
              asked={asked}
              acts={acts}
            />
          ))}
        </div>
      )}
    </section>
  );
};
