// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ListLayout } from '../../../../shared/backlog/savedView.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { gridColumns, listWidth } from '../listColumnFacts.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import type { AskNeeds } from '../useNeeds.tsx';
import styles from './BacklogList.module.css';
import { CellHint } from './CellHint.tsx';
import { type CellColumn, cellHintOf } from './cellHintOf.ts';
import { DropLine } from './DropLine.tsx';
import { ListBody } from './ListBody.tsx';
import { ListHead } from './ListHead.tsx';
import { HEAD } from './listMeasures.ts';
import { type ItemRow, type ListSection, rowsOf } from './listRows.ts';
import { RowActs } from './RowActs.tsx';
import type { RowAct } from './RowMenu.tsx';
import { useCellEdits } from './useCellEdits.tsx';
import { useColumnWidths } from './useColumnWidths.ts';
import { useListKeys } from './useListKeys.ts';
import { type ListMoves, useListMoves } from './useListMoves.ts';
import { useListPointer } from './useListPointer.ts';
import { useListRows } from './useListRows.ts';
import { type ListSelection, useListSelection } from './useListSelection.ts';
import { useRowWindow } from './useRowWindow.ts';

/** What the page does with the list from outside. */
export interface ListHandle {
  readonly selection: ListSelection;
  readonly moves: ListMoves;
  readonly goToItem: (item: ItemId) => void;
}

interface Props {
  readonly model: BacklogModel;
  readonly sections: readonly ListSection[];
  readonly layout: ListLayout;
  readonly acts: BacklogActs;
  readonly ask: AskNeeds;
  /** The item that is open in the drawer. */
  readonly open: ItemId | null;
  /** Why nothing can be moved; null when it can. */
  readonly fixed: string | null;
  readonly onLayout: (layout: ListLayout) => void;
  readonly onOpen: (item: ItemId) => void;
  readonly onRowAct: (row: ItemRow, act: RowAct, handle: ListHandle) => void;
  /** Where the page finds the list's handle. */
  readonly handle: RefObject<ListHandle | null>;
  /** What can be done with the selected items. */
  readonly children: (handle: ListHandle) => ReactNode;
}

const refuseMisfit = (): void =>
  notifyFailure('Nothing was moved', {
    message: 'In a grouped list items are ranked within their group.',
    act: 'To bring an item into another group, change the field that the list is grouped by.',
  });

/** The ranked list: thousands of items of which only those in view are drawn, by pointer and by keyboard alike. */
export const BacklogList = (props: Props) => {
  const { model, sections, layout, acts, ask, open, fixed, onLayout, onOpen, onRowAct, handle, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const columns = useMemo(() => layout.columns.map(({ column }) => column), [layout.columns]);
  const plain = useMemo(() => rowsOf(sections, model.rolledUp), [sections, model.rolledUp]);
  const selection = useListSelection(plain);
  const moves = useListMoves({ model, sections, selection, fixed, acts });
  const { rows, rowOf } = useListRows(plain, sections, moves.lifted, model);
  const { cursor, drawn, reveal } = useRowWindow({ rows, columns, scroller, head: HEAD });
  // The lifted rows stay in view while they walk.
  const liftedAt = moves.lifted === null ? -1 : cursor.index;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the place of what is lifted counts
  useEffect(() => {
    if (liftedAt !== -1) reveal(liftedAt);
  }, [liftedAt]);

  const edits = useCellEdits({ model, columns, scroller, cursor, acts, ask });
  const hints = (row: ItemRow | null, cell: CellColumn) => (row === null ? null : cellHintOf(row.item, cell, model));
  const rowActs = {
    onOpen: ({ item }: ItemRow) => onOpen(item.id),
    onEdit: edits.start,
    onMenu: ({ key }: ItemRow) => setMenu(key),
  };
  const onKeyDown = useListKeys({ ...rowActs, cursor, selection, moves, hintOf: hints });
  const pointer = useListPointer({ ...rowActs, rowOf, cursor, selection });

  // What listens for as long as the list is there asks for what stands now.
  const latest = useRef({ moves, rowOf, hints });
  useEffect(() => {
    latest.current = { moves, rowOf, hints };
  });
  const carried = useCallback((key: string) => {
    const row = latest.current.rowOf(key);
    return row === null ? 1 : latest.current.moves.carriedBy(row).size;
  }, []);
  const hintOf = useCallback(
    (key: string, column: string) => latest.current.hints(latest.current.rowOf(key), column as CellColumn),
    [],
  );

  const setWidth = useColumnWidths(layout, scroller, onLayout);
  const own: ListHandle = { selection, moves, goToItem: cursor.goToItem };
  useImperativeHandle(handle, () => own);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ ['--pw-list-columns' as string]: gridColumns(layout) }}
        data-list
      >
        <div
          role="grid"
          className={styles.grid}
          style={{ minWidth: listWidth(layout) }}
          aria-label="Backlog"
          aria-multiselectable
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          onKeyDown={onKeyDown}
          {...pointer}
        >
          <ListHead
            layout={layout}
            onSort={(sort) => onLayout({ ...layout, sort })}
            onWidth={setWidth}
            selected={selection.items.length > 0}
            onSelect={selection.items.length > 0 ? selection.clear : selection.all}
          />
          <ListBody
            holder={holder}
            rows={rows}
            drawn={drawn}
            columns={columns}
            model={model}
            cursor={cursor}
            selection={selection}
            lifted={moves.lifted}
            edits={edits}
            open={open}
            movable={fixed === null}
            carried={carried}
          />
        </div>
        <div className={styles.over}>
          <DropLine
            rows={rows}
            scroller={scroller}
            holder={holder}
            fits={(key, section) => layout.group === null || rowOf(key)?.section === section}
            onDrop={(key, gap) => {
              const row = rowOf(key);
              if (row !== null) moves.drop(row, gap);
            }}
            onMisfit={refuseMisfit}
          />
        </div>
      </div>
      <RowActs
        area={scroller}
        rowOf={rowOf}
        model={model}
        moves={moves}
        movable={fixed === null}
        opened={menu}
        onOpened={(key) => {
          setMenu(key);
          if (key === null) cursor.restore();
        }}
        onAct={(row, act) => onRowAct(row, act, own)}
      />
      <CellHint area={scroller} hintOf={hintOf} />
      {edits.failure}
      {children(own)}
    </div>
  );
};
