import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type MouseEvent, memo, useEffect, useRef } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale } from '../../../shared/backlog/planningSettings.ts';
import type { RolledUp } from '../../../shared/backlog/rollUp.ts';
import type { Status } from '../../../shared/backlog/workflow.ts';
import type { ItemId } from '../../../shared/ids.ts';
import type { Member } from '../../../shared/team/member.ts';
import { ItemKindMark } from '../../ui/ItemKindMark.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { PointsMark } from '../../ui/PointsMark.tsx';
import { StatusMark } from '../../ui/StatusMark.tsx';
import styles from './PlanRow.module.css';
import { type PlanDrag, planDragData, showDragged } from './planDrag.ts';

interface Props {
  readonly item: Item;
  readonly sums: RolledUp;
  readonly scale: EstimateScale;
  /** null is nobody, undefined somebody the team does not know any more. */
  readonly assignee: Member | null | undefined;
  /** Shown where not everything is still to do. */
  readonly status: Status | null;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly setSize: number;
  readonly position: number;
  /** Where the row lies in its list, in pixels. */
  readonly top: number;
  /** What is dragged along when this row is. */
  readonly dragOf: (row: ItemId) => PlanDrag;
  readonly onClick: (item: Item, event: MouseEvent) => void;
  readonly onOpen: (item: Item) => void;
}

/** One item in a list of sprint planning. */
export const PlanRow = memo((props: Props) => {
  const { item, sums, scale, assignee, status, active, chosen, dragOf, onClick, onOpen } = props;
  const element = useRef<HTMLDivElement>(null);
  const { id } = item;
  useEffect(() => {
    const row = element.current;
    if (row === null) return;
    return draggable({
      element: row,
      getInitialData: () => planDragData(dragOf(id)),
      onGenerateDragPreview: ({ nativeSetDragImage }) => showDragged(nativeSetDragImage, dragOf(id).items.length),
    });
  }, [id, dragOf]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all its rows
    <div
      ref={element}
      role="option"
      className={styles.row}
      style={{ transform: `translateY(${String(props.top)}px)` }}
      tabIndex={active ? 0 : -1}
      data-row={id}
      aria-selected={chosen}
      aria-setsize={props.setSize}
      aria-posinset={props.position}
      onClick={(event) => onClick(item, event)}
      onDoubleClick={() => onOpen(item)}
    >
      <ItemKindMark kind={item.kind} />
      <code className={styles.key}>{item.key}</code>
      <bdi className={styles.title} title={item.title}>
        {item.title}
      </bdi>
      {status !== null && <StatusMark status={status} />}
      {assignee !== null && (
        <span className={styles.assignee}>
          <MemberName member={assignee} />
        </span>
      )}
      {sums.parts > 0 && (
        <span className={styles.parts}>{sums.parts === 1 ? '1 part' : `${String(sums.parts)} parts`}</span>
      )}
      <span className={styles.points}>
        <PointsMark points={sums.points} {...(sums.parts === 0 && { scale })} />
      </span>
    </div>
  );
});
