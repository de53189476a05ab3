// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  type FocusEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ListColumn, ListLayout } from '../../../../shared/backlog/savedView.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { gridColumns, listColumnFacts, RANK_WIDTH, TITLE_MIN, WIDTH_MAX, WIDTH_MIN } from '../listColumnFacts.ts';
import { withMoved } from '../moveTarget.ts';
import type { BacklogActs } from '../useBacklogActs.ts';
import type { AskNeeds } from '../useNeeds.tsx';
import styles from './BacklogList.module.css';
import { BacklogRow } from './BacklogRow.tsx';
import { CellHint } from './CellHint.tsx';
import { type CellColumn, cellHintOf } from './cellHintOf.ts';
import { DropLine } from './DropLine.tsx';
import { GroupRow } from './GroupRow.tsx';
import { ListHead } from './ListHead.tsx';
import { HEAD, ROW } from './listMeasures.ts';
import { type ItemRow, type ListSection, rowsOf } from './listRows.ts';
import { RowActs } from './RowActs.tsx';
import type { RowAct } from './RowMenu.tsx';
import { useCellEdits } from './useCellEdits.tsx';
import { useListCursor } from './useListCursor.ts';
import { useListKeys } from './useListKeys.ts';
import { type ListMoves, useListMoves } from './useListMoves.ts';
import type { ListSelection } from './useListSelection.ts';
import { useListSelection } from './useListSelection.ts';

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
  /** Drawn below the list: what can be done with the selected items. */
  readonly children: (handle: ListHandle) => ReactNode;
}

const widthOf = ({ columns }: ListLayout): number =>
  columns.reduce((sum, { column, width }) => sum + (width ?? listColumnFacts[column].width ?? TITLE_MIN), RANK_WIDTH);

const partOf = (target: EventTarget): { readonly key: string; readonly column: CellColumn | null } | null => {
  const element = target instanceof Element ? target : null;
  const key = element?.closest<HTMLElement>('[data-row]')?.dataset.row;
  if (key === undefined) return null;
  return { key, column: (element?.closest<HTMLElement>('[data-column]')?.dataset.column as CellColumn) ?? null };
};

/** The ranked list: thousands of items of which only those in view are drawn, by pointer and by keyboard alike. */
export const BacklogList = (props: Props) => {
  const { model, sections, layout, acts, ask, open, fixed, onLayout, onOpen, onRowAct, handle, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const holder = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<string | null>(null);
  const columns = useMemo(() => layout.columns.map(({ column }) => column), [layout.columns]);
  const plainRows = useMemo(() => rowsOf(sections, model.rolledUp), [sections, model.rolledUp]);
  const selection = useListSelection(plainRows);
  const moves = useListMoves({ model, sections, selection, fixed, acts });
  const { lifted } = moves;
  const rows = useMemo(() => {
    if (lifted === null) return plainRows;
    const shown = sections.map((section, at) =>
      at === lifted.section ? { ...section, items: withMoved(section.items, lifted.ids, lifted.at) } : section,
    );
    return rowsOf(shown, model.rolledUp);
  }, [plainRows, sections, lifted, model.rolledUp]);
  const rowOf = useCallback(
    (key: string): ItemRow | null => {
      const row = rows.find((each) => each.key === key);
      return row?.kind === 'item' ? row : null;
    },
    [rows],
  );

  const kept = useRef(-1);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 1,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      // The row that has the focus stays, or the keys would have nowhere to go.
      return kept.current < 0 || kept.current >= rows.length || shown.includes(kept.current)
        ? shown
        : [...shown, kept.current].sort((a, b) => a - b);
    },
  });
  const cursor = useListCursor({
    rows,
    columns,
    scroller,
    reveal: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
  });
  kept.current = cursor.index;
  // The lifted rows stay in view while they walk.
  const liftedAt = lifted === null ? -1 : cursor.index;
  useEffect(() => {
    if (liftedAt !== -1) virtual.scrollToIndex(liftedAt, { align: 'auto' });
  }, [liftedAt, virtual]);

  const edits = useCellEdits({ model, columns, scroller, cursor, acts, ask });
  const openRow = ({ item }: ItemRow) => onOpen(item.id);
  const onKeyDown = useListKeys({
    cursor,
    selection,
    moves,
    onOpen: openRow,
    onEdit: edits.start,
    onMenu: ({ key }) => setMenu(key),
    hintOf: ({ item }, cell) => cellHintOf(item, cell, model),
  });
  const onClick = (event: MouseEvent) => {
    const part = partOf(event.target);
    const row = part === null ? null : rowOf(part.key);
    if (part === null || row === null || event.target instanceof HTMLInputElement) return;
    if (event.shiftKey) selection.extendTo(row);
    else if (event.ctrlKey || event.metaKey || part.column === 'rank') selection.toggle(row);
    else if (part.column === 'key') openRow(row);
    else if (part.column !== null) edits.start(row, part.column);
  };
  const onFocus = (event: FocusEvent) => {
    const part = partOf(event.target);
    if (part === null || event.target instanceof HTMLInputElement) return;
    const onCell = event.target instanceof HTMLElement && event.target.dataset.column !== undefined;
    cursor.keep(part.key, onCell ? part.column : null);
  };

  const latest = useRef({ moves, rowOf, model });
  useEffect(() => {
    latest.current = { moves, rowOf, model };
  });
  const carriedCount = useRef(new Map<string, () => number>()).current;
  const draggedOf = (key: string): (() => number) => {
    const known = carriedCount.get(key);
    if (known !== undefined) return known;
    const made = () => {
      const row = latest.current.rowOf(key);
      return row === null ? 1 : latest.current.moves.carriedBy(row).size;
    };
    carriedCount.set(key, made);
    return made;
  };
  const hintOf = useCallback((key: string, column: string) => {
    const row = latest.current.rowOf(key);
    return row === null ? null : cellHintOf(row.item, column as CellColumn, latest.current.model);
  }, []);
  const setWidth = useCallback(
    (column: ListColumn, wanted: number, done: boolean) => {
      const width = Math.round(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, wanted)));
      const next = {
        ...layout,
        columns: layout.columns.map((each) => (each.column === column ? { column, width } : each)),
      };
      // While it is dragged only the variable changes: no row is drawn anew.
      if (done) onLayout(next);
      else scroller.current?.style.setProperty('--pw-list-columns', gridColumns(next));
    },
    [layout, onLayout],
  );
  const onSort = useCallback((sort: ListLayout['sort']) => onLayout({ ...layout, sort }), [layout, onLayout]);

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
          style={{ minWidth: widthOf(layout) }}
          aria-label="Backlog"
          aria-multiselectable
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 1}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onFocus={onFocus}
          onContextMenu={(event) => {
            const part = partOf(event.target);
            if (part === null || event.target instanceof HTMLInputElement) return;
            event.preventDefault();
            setMenu(part.key);
          }}
        >
          <ListHead layout={layout} onSort={onSort} onWidth={setWidth} />
          <div ref={holder} role="rowgroup" className={styles.rows} style={{ height: rows.length * ROW }}>
            {virtual.getVirtualItems().map(({ index }) => {
              const row = rows[index];
              if (row === undefined) return null;
              if (row.kind === 'group')
                return (
                  <GroupRow
                    key={row.key}
                    row={row}
                    index={index}
                    top={index * ROW}
                    span={columns.length + 1}
                    unit={model.settings.unit}
                  />
                );
              const editing = edits.at?.key === row.key ? edits.at.column : null;
              const reachable = row === cursor.row;
              return (
                <BacklogRow
                  key={row.key}
                  row={row}
                  index={index}
                  top={index * ROW}
                  columns={columns}
                  model={model}
                  reachable={reachable}
                  cell={reachable ? cursor.cell : null}
                  selected={selection.has(row.item.id)}
                  lifted={lifted?.ids.has(row.item.id) === true && lifted.section === row.section}
                  open={row.item.id === open}
                  movable={fixed === null}
                  editing={editing}
                  editor={editing === null ? null : edits.editorOf(row)}
                  dragged={draggedOf(row.key)}
                />
              );
            })}
          </div>
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
