// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { pointerOutsideOfPreview } from '@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { OverrideMark } from '../../../ui/OverrideMark.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import styles from './BacklogRow.module.css';
import type { CellColumn } from './cellHintOf.ts';
import { ListCell } from './ListCell.tsx';
import { dragData } from './listDrag.ts';
import type { ItemRow } from './listRows.ts';

interface Props {
  readonly row: ItemRow;
  readonly index: number;
  /** Where it begins, in pixels from the first row. */
  readonly top: number;
  readonly columns: readonly ListColumn[];
  readonly model: BacklogModel;
  /** Tab leads here. */
  readonly reachable: boolean;
  /** The cell that has the focus instead of the row. */
  readonly cell: CellColumn | null;
  readonly selected: boolean;
  readonly lifted: boolean;
  /** Its item is open in the drawer. */
  readonly open: boolean;
  /** False while the list is sorted. */
  readonly movable: boolean;
  readonly editing: ListColumn | null;
  readonly editor: ReactNode;
  /** How many items a drag of this row takes with it. */
  readonly carried: (key: string) => number;
}

/** One item as a line of the list. */
export const BacklogRow = memo((props: Props) => {
  const {
    row,
    index,
    top,
    columns,
    model,
    reachable,
    cell,
    selected,
    lifted,
    open,
    movable,
    editing,
    editor,
    carried,
  } = props;
  const { item, key } = row;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const line = element.current;
    // Text in an open editor is selected by dragging over it.
    if (line === null || !movable || editing !== null) return;
    return draggable({
      element: line,
      getInitialData: () => dragData(key, item.id),
      onGenerateDragPreview: ({ nativeSetDragImage }) =>
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: pointerOutsideOfPreview({ x: '12px', y: '8px' }),
          render: ({ container }) => {
            const count = carried(key);
            container.className = styles.preview ?? '';
            container.textContent = count > 1 ? `${String(count)} items` : `${item.key} ${item.title.slice(0, 60)}`;
          },
        }),
    });
  }, [key, item, movable, editing, carried]);
  const place = model.places.get(item.id);
  const override = model.overrides.get(item.id);
  return (
    <div
      ref={element}
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${String(top)}px)` }}
      tabIndex={reachable && cell === null ? 0 : -1}
      data-row={key}
      data-item={item.id}
      data-lifted={lifted || undefined}
      data-open={open || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
    >
      <div
        role="gridcell"
        className={styles.rank}
        data-column="rank"
        tabIndex={reachable && cell === 'rank' ? 0 : undefined}
      >
        {place ?? '–'}
        {override !== undefined && <OverrideMark delta={override} />}
      </div>
      {columns.map((column) => (
        <ListCell key={column} item={item} column={column} model={model} active={reachable && cell === column}>
          {editing === column ? editor : undefined}
        </ListCell>
      ))}
    </div>
  );
});
