import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { RolledUp } from '../../../shared/backlog/rollUp.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import styles from './PlanList.module.css';
import { PlanRow } from './PlanRow.tsx';
import { type PlanDrag, type PlanSide, planDragOf } from './planDrag.ts';
import type { ListChoice } from './useListChoice.ts';

/** Height of a row in pixels, as in its style. */
const ROW = 30;

interface Props {
  readonly side: PlanSide;
  readonly name: string;
  readonly items: readonly Item[];
  readonly planning: Planning;
  readonly sums: ReadonlyMap<ItemId, RolledUp>;
  readonly showStatus: boolean;
  readonly list: RefObject<HTMLDivElement | null>;
  readonly choice: ListChoice;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (item: Item) => void;
  /** Something of the other list is held over this one, or not any more (null). */
  readonly onOver: (drag: PlanDrag | null) => void;
  readonly onDrop: (drag: PlanDrag) => void;
  /** Shown while there is no item. */
  readonly empty: ReactNode;
}

/** One of the two lists of sprint planning. Only the rows in view are drawn; what is dragged from the other list can be dropped anywhere on it. */
export const PlanList = (props: Props) => {
  const { side, name, items, planning, sums, showStatus, list, choice, onKeyDown, empty } = props;
  const { settings, members } = planning;
  const [over, setOver] = useState(false);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const activeAt = choice.active === null ? -1 : items.findIndex(({ id }) => id === choice.active);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeAt === -1 || shown.includes(activeAt) ? shown : [...shown, activeAt].sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const taken = (data: Record<string | symbol, unknown>): PlanDrag | null => {
      const drag = planDragOf(data);
      return drag === null || drag.from === side ? null : drag;
    };
    return combine(
      autoScrollForElements({ element, canScroll: ({ source }) => planDragOf(source.data) !== null }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => taken(source.data) !== null,
        onDragEnter: ({ source }) => {
          setOver(true);
          latest.current.onOver(taken(source.data));
        },
        onDragLeave: () => {
          setOver(false);
          latest.current.onOver(null);
        },
        onDrop: ({ source }) => {
          setOver(false);
          latest.current.onOver(null);
          const drag = taken(source.data);
          if (drag !== null) latest.current.onDrop(drag);
        },
      }),
    );
  }, [list, side]);
  const dragOf = useCallback((row: ItemId): PlanDrag => {
    const { choice: now, side: from } = latest.current;
    return { from, items: now.chosen.has(row) ? now.subjects() : [row] };
  }, []);
  const onClick = useCallback((item: Item, event: MouseEvent) => {
    const how = event.shiftKey ? 'span' : event.ctrlKey || event.metaKey ? 'toggle' : 'only';
    latest.current.choice.choose(item.id, how);
  }, []);
  const onOpen = useCallback((item: Item) => latest.current.onOpen(item), []);
  const known = new Map(members.map((member) => [member.id, member]));
  return (
    <div ref={list} className={styles.list} data-over={over || undefined}>
      {items.length === 0 ? (
        <div className={styles.empty}>{empty}</div>
      ) : (
        <div
          role="listbox"
          aria-label={name}
          aria-multiselectable
          tabIndex={-1}
          className={styles.rows}
          style={{ height: rows.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {rows.getVirtualItems().map(({ index, start }) => {
            const item = items[index];
            if (item === undefined) return null;
            return (
              <PlanRow
                key={item.id}
                item={item}
                sums={sums.get(item.id) ?? { points: item.estimate, parts: 0, unestimated: 0 }}
                scale={settings.scale}
                assignee={item.assignee === null ? null : known.get(item.assignee)}
                status={showStatus ? statusIn(settings.workflow, item.status) : null}
                active={item.id === choice.active}
                chosen={choice.chosen.has(item.id)}
                setSize={items.length}
                position={index + 1}
                top={start}
                dragOf={dragOf}
                onClick={onClick}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      )}
    </div>
  );
};
