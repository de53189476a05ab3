import { useComputedColorScheme } from '@mantine/core';
import { type PointerEvent, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { withoutColors } from './ansiSpans.ts';
import { foldProgress } from './foldProgress.ts';
import styles from './LogLines.module.css';
import { LogRow } from './LogRow.tsx';
import { WHOLE_MAX } from './lineParts.ts';
import { holds } from './lineRange.ts';
import type { LogView, LogViewState } from './logView.ts';
import { useColumns } from './useColumns.ts';
import type { LineChoice } from './useLineChoice.ts';
import type { LogSearch } from './useLogSearch.ts';
import { useLogSize } from './useLogSize.ts';
import { useSidewaysToMatch } from './useSidewaysToMatch.ts';
import { useWheel } from './useWheel.ts';
import { ROW, scrollTopOf, trackHeight } from './virtualWindow.ts';

interface Props {
  readonly view: LogView;
  readonly state: LogViewState;
  readonly search: LogSearch;
  readonly choice: LineChoice;
  readonly times: boolean;
  /** The element that takes the focus. */
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** What the browser rounds when it scrolls, in pixels. */
const ROUNDING = 1.5;

const lineOf = (target: EventTarget): number | null => {
  const number = target instanceof Element ? target.closest('[data-number]') : null;
  const line = number?.closest('[data-line]')?.getAttribute('data-line');
  return line == null ? null : Number(line);
};

/** The lines in sight. The scroll bar is the browser's own, over a track that may be shorter than the log; the lines stick to the view and
 * are drawn for the place where the bar stands. Wheel and keys move by lines, so every line can be reached however long the log is. */
export const LogLines = ({ view, state, search, choice, times, scroller }: Props) => {
  const scheme = useComputedColorScheme('dark', { getInitialValueInEffect: false });
  const rows = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  /** Where the bar was put by us; anything else in a scroll event is the user. */
  const put = useRef(0);
  /** The widest line seen, in characters: the width never shrinks under the reader. */
  const widest = useRef(0);
  const { from, lines, position, extent, wrap, total } = state;
  const digits = Math.max(4, String(total).length);
  const gutter = digits + (times ? 14 : 0) + 4;

  const { fit, character } = useLogSize({ view, scroller, probe, gutter });
  const [columns, lookSideways] = useColumns({ scroller, fit, character });
  useWheel(scroller, view);
  useSidewaysToMatch({ scroller, state, search, character, fit });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const wanted = scrollTopOf(position, extent);
    if (Math.abs(element.scrollTop - wanted) > ROUNDING) element.scrollTop = wanted;
    put.current = element.scrollTop;
  });

  useLayoutEffect(() => {
    if (!wrap || rows.current === null) return;
    const heights = new Map<number, number>();
    for (const row of rows.current.children)
      if (row instanceof HTMLElement) heights.set(Number(row.dataset.line), row.offsetHeight);
    view.measured(heights);
  });

  useEffect(() => {
    // Text that is being selected must not run away.
    const onSelection = () => {
      const selection = document.getSelection();
      if (selection === null || selection.isCollapsed || !rows.current?.contains(selection.anchorNode)) return;
      view.pause();
    };
    document.addEventListener('selectionchange', onSelection);
    return () => document.removeEventListener('selectionchange', onSelection);
  }, [view]);

  const onScroll = () => {
    lookSideways();
    const top = scroller.current?.scrollTop ?? 0;
    if (Math.abs(top - put.current) <= ROUNDING) return;
    put.current = top;
    view.scrollTo(top);
  };
  const onPointerDown = (event: PointerEvent) => {
    const line = lineOf(event.target);
    if (line === null || event.button !== 0) return;
    event.preventDefault();
    scroller.current?.focus({ preventScroll: true });
    choice.choose(line, event.shiftKey);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 1 || choice.range === null) return;
    const line = lineOf(event.target);
    if (line !== null && line !== choice.range.head) choice.choose(line, true);
  };

  // As many rows as are ever in sight at once: a row that leaves is used again for the one that comes, whatever the distance.
  const slots = Math.ceil(extent.viewport / ROW) + 2;
  const shown = lines.map((line, at) => ({ number: from + at, line }));
  for (const line of lines)
    widest.current = Math.max(
      widest.current,
      line === undefined ? 0 : withoutColors(foldProgress(line.text).text).length,
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a log in a scrolling box of its own is a region, not a section of the page's outline
    <div
      ref={scroller}
      className={styles.scroller}
      role="region"
      aria-label="Log of the run"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      data-wrap={wrap || undefined}
      onScroll={onScroll}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      style={{ ['--pw-log-digits' as string]: digits }}
    >
      <span ref={probe} className={styles.probe} aria-hidden>
        {'0'.repeat(100)}
      </span>
      <div
        className={styles.track}
        style={{
          height: trackHeight(extent),
          minWidth: wrap ? undefined : `max(100%, ${String(widest.current + gutter)}ch)`,
        }}
      >
        <div className={styles.sight} style={{ height: extent.viewport }}>
          <div
            ref={rows}
            className={styles.rows}
            style={{ transform: `translateY(${String(-Math.round(position.offset))}px)` }}
          >
            {shown.map(({ number, line }) => (
              <LogRow
                key={number % slots}
                number={number}
                line={line}
                scheme={scheme}
                times={times}
                search={search.marked}
                current={search.currentLine === number}
                chosen={holds(choice.range, number)}
                columns={wrap || line === undefined || line.text.length <= WHOLE_MAX ? undefined : columns}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
};
