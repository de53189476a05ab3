import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import type { StateSpan } from '../../../shared/monitor/contract.ts';
import styles from './HistoryStrip.module.css';
import { spanText } from './spanText.ts';

interface Props {
  readonly title: string;
  /** Of one hop, oldest first. */
  readonly spans: readonly StateSpan[];
  readonly window: { readonly from: number; readonly to: number };
  /** Called with the stretch that is pointed at, in words; null when none is. */
  readonly onRead: (text: string | null) => void;
}

/** Units of the drawing's width. */
const WIDE = 1000;
const HIGH = 20;
/** States differ by their height as well as by their colour. */
const heights: Readonly<Record<StateSpan['state'], number>> = { up: 8, degraded: 14, down: 20, unknown: 3 };

/** The states of one hop over time. Point at a stretch, or step through them with the arrow keys, to read it. */
export const HistoryStrip = ({ title, spans, window, onRead }: Props) => {
  const label = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const { from, to } = window;
  const place = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * WIDE;
  const last = spans.length - 1;
  const at = chosen === null ? null : Math.min(chosen, last);
  const textOf = (index: number | null) => {
    const span = index === null ? undefined : spans[index];
    return span === undefined ? null : spanText(span, window);
  };
  const text = textOf(at);
  const choose = (index: number | null) => {
    setChosen(index);
    const read = textOf(index);
    onRead(read === null ? null : `${title}: ${read}`);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: (at ?? last + 1) - 1,
      ArrowRight: (at ?? -1) + 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    choose(Math.min(Math.max(next, 0), last));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const moment = from + ((event.clientX - box.left) / box.width) * (to - from);
    const found = spans.findLastIndex((span) => span.from <= moment);
    const span = spans[found];
    choose(span !== undefined && (span.to === null || span.to >= moment) ? found : null);
  };

  return (
    <div className={styles.strip}>
      <span id={label} className={styles.title}>
        {title}
      </span>
      <div
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-labelledby={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at ?? Math.max(0, last)}
        aria-valuetext={
          text ??
          (spans.length === 0
            ? 'not watched'
            : `${String(spans.length)} stretches; step through them with the arrow keys`)
        }
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => choose(null)}
        onBlur={() => choose(null)}
      >
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${String(WIDE)} ${String(HIGH)}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          {spans.map((span, index) => {
            const left = place(span.from);
            return (
              <rect
                key={`${String(span.from)} ${span.state}`}
                data-state={span.state}
                data-chosen={index === at || undefined}
                x={left}
                y={HIGH - heights[span.state]}
                width={Math.max(1.5, place(span.to ?? to) - left)}
                height={heights[span.state]}
              />
            );
          })}
        </svg>
      </div>
    </div>
  );
};
