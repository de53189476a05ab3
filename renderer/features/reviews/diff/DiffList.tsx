import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useImperativeHandle, useMemo, useRef } from 'react';
import type { DiffType, EventMap } from 'react-diff-view';
import 'react-diff-view/style/index.css';
import { createCodeTokens } from './codeTokens.ts';
import { DiffGap } from './DiffGap.tsx';
import styles from './DiffList.module.css';
import { DiffPiece } from './DiffPiece.tsx';
import { type LineChange, placeOfLine } from './diffChange.ts';
import type { DiffRow } from './diffRows.ts';
import { longestLine } from './longestLine.ts';

/** Pixels of a line and of a gap, before they are measured. */
const LINE = 20;
const GAP = 28;

const nothing: Record<string, ReactNode> = {};
const none: string[] = [];

/** What the keys ask of the list. */
export interface DiffListHandle {
  /** Brings the line of this key, which is in this row, into view. */
  readonly reveal: (row: number, key: string) => void;
  readonly focus: () => void;
}

interface Props {
  /** What is listed, for screen readers. */
  readonly label: string;
  readonly rows: readonly DiffRow[];
  readonly view: 'unified' | 'split';
  readonly diffType: DiffType;
  readonly wrap: boolean;
  /** In refractor's words; null for none. */
  readonly language: string | null;
  /** What stands below a line, by the line's key. */
  readonly widgets: ReadonlyMap<string, ReactNode>;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onComment: (key: string) => void;
  readonly onReveal: (from: number, count: number) => void;
  readonly handle: RefObject<DiffListHandle | null>;
}

/** The lines of one file's diff, however many: only those in view are mounted. */
export const DiffList = (props: Props) => {
  const { rows, view, wrap, language, widgets, chosen, onChoose, onComment } = props;
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: (index) => `${view} ${rows[index]?.key ?? index}`,
    overscan: 1,
  });
  useImperativeHandle(props.handle, () => ({
    reveal: (row, key) => {
      const show = (): boolean => {
        const cell = scroller.current?.querySelector(`[data-change-key="${CSS.escape(key)}"]`);
        cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        return cell !== undefined && cell !== null;
      };
      if (show()) return;
      virtual.scrollToIndex(row, { align: 'start' });
      // Its piece is mounted with the next frame, and measured with the one after.
      requestAnimationFrame(() => requestAnimationFrame(show));
    },
    focus: () => scroller.current?.focus(),
  }));
  const tokens = useMemo(() => createCodeTokens(language), [language]);
  const acts = useRef({ onChoose, onComment });
  acts.current = { onChoose, onComment };
  const events = useMemo(() => lineEvents(rows, acts), [rows]);
  const own = useWidgetsOfRows(rows, widgets);
  const width = useMemo(() => (wrap ? null : longestLine(rows)), [rows, wrap]);
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      data-wrap={wrap || undefined}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe scrollable-region-focusable)
      tabIndex={0}
    >
      <div
        className={styles.all}
        style={{
          height: virtual.getTotalSize(),
          minWidth: width === null ? undefined : `calc(${(view === 'split' ? 2 : 1) * (width + 20)} * 1ch)`,
        }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'gap' ? (
                <DiffGap gap={row.gap} onReveal={props.onReveal} />
              ) : (
                <DiffPiece
                  piece={row}
                  tokens={tokens}
                  view={view}
                  diffType={props.diffType}
                  widgets={own.get(row) ?? nothing}
                  chosen={
                    chosen !== null && row.changes.some((each) => each.key === chosen) ? chosenKeys(chosen) : none
                  }
                  gutterEvents={events.gutter}
                  codeEvents={events.code}
                />
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
};

const heightOf = (row: DiffRow | undefined): number =>
  row === undefined || row.kind === 'gap' ? GAP : row.changes.length * LINE;

let lastChosen: string[] = [];
/** The same array for the same line, so that a piece is not drawn again for nothing. */
const chosenKeys = (key: string): string[] => {
  if (lastChosen[0] !== key) lastChosen = [key];
  return lastChosen;
};

const useWidgetsOfRows = (
  rows: readonly DiffRow[],
  widgets: ReadonlyMap<string, ReactNode>,
): ReadonlyMap<DiffRow, Record<string, ReactNode>> =>
  useMemo(() => {
    const all = new Map<DiffRow, Record<string, ReactNode>>();
    if (widgets.size === 0) return all;
    for (const row of rows) {
      if (row.kind === 'gap') continue;
      const own = row.changes.flatMap(({ key }) => (widgets.has(key) ? [[key, widgets.get(key)] as const] : []));
      if (own.length > 0) all.set(row, Object.fromEntries(own));
    }
    return all;
  }, [rows, widgets]);

const lineEvents = (
  rows: readonly DiffRow[],
  acts: RefObject<Pick<Props, 'onChoose' | 'onComment'>>,
): { readonly gutter: EventMap; readonly code: EventMap } => {
  const keys = new Map<unknown, LineChange>();
  for (const row of rows) if (row.kind === 'piece') for (const each of row.changes) keys.set(each.change, each);
  const keyOf = (change: unknown): string | null => keys.get(change)?.key ?? null;
  return {
    gutter: {
      onClick: ({ change }) => {
        const key = keyOf(change);
        if (key !== null) acts.current.onComment(key);
      },
    },
    code: {
      onClick: ({ change }) => {
        const key = keyOf(change);
        // Who marks text to copy it chooses no line.
        if (key !== null && window.getSelection()?.isCollapsed !== false) acts.current.onChoose(key);
      },
    },
  };
};

/** The key of the line that a comment of this place stands on; null when it is not shown. */
export const keyOfPlace = (rows: readonly DiffRow[], side: 'old' | 'new', line: number): string | null => {
  for (const row of rows) {
    if (row.kind === 'gap') continue;
    for (const { key, line: shown } of row.changes) {
      const place = placeOfLine(shown);
      if (
        (place.side === side && place.line === line) ||
        (side === 'old' && shown.kind === 'context' && shown.old === line)
      )
        return key;
    }
  }
  return null;
};
