import { memo } from 'react';
import type { LogLine } from '../../../../shared/deploys/contract.ts';
import { formatBytes } from '../../../ui/formatBytes.ts';
import type { AnsiSpan } from './ansiSpans.ts';
import { ansiSpans } from './ansiSpans.ts';
import { formatClock } from './formatClock.ts';
import styles from './LogRow.module.css';
import { type MarkedText, markMatches } from './markMatches.ts';
import { type Scheme, shownColors } from './shownColors.ts';
import { visibleText } from './visibleText.ts';

interface Props {
  /** Counted from 0; shown from 1. */
  readonly number: number;
  /** undefined while it is being read. */
  readonly line: LogLine | undefined;
  readonly scheme: Scheme;
  readonly times: boolean;
  readonly search: string;
  /** The match that the search stands at. */
  readonly current: boolean;
  readonly chosen: boolean;
}

const Span = ({ span, parts, scheme }: { span: AnsiSpan; parts: readonly MarkedText[]; scheme: Scheme }) => {
  const { bold, italic, underline, strike } = span.style;
  const { color, background } = shownColors(span.style, scheme);
  const text = parts.map(({ text: part, hit }, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name, and a row is drawn anew as a whole
    hit ? <mark key={at}>{part}</mark> : part,
  );
  if (color === undefined && background === undefined && !bold && !italic && !underline && !strike) return text;
  return (
    <span
      style={{
        color,
        backgroundColor: background,
        fontWeight: bold ? 700 : undefined,
        fontStyle: italic ? 'italic' : undefined,
        textDecorationLine:
          underline || strike ? `${underline ? 'underline ' : ''}${strike ? 'line-through' : ''}` : undefined,
      }}
    >
      {text}
    </span>
  );
};

/** One line of the log: number, time, text. Text only, whatever the line holds: colours are styles, everything else is shown. */
export const LogRow = memo(({ number, line, scheme, times, search, current, chosen }: Props) => {
  const spans =
    line === undefined ? [] : ansiSpans(line.text).map((span) => ({ ...span, text: visibleText(span.text) }));
  return (
    <div
      className={styles.row}
      data-line={number}
      data-current={current || undefined}
      data-chosen={chosen || undefined}
    >
      <span className={styles.gutter}>
        <span className={styles.number} data-number>
          {number + 1}
        </span>
        {times && <span className={styles.time}>{line?.at == null ? '' : formatClock(line.at)}</span>}
      </span>
      <bdi className={styles.text} dir="ltr">
        {markMatches(spans, search).map(({ span, parts }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Span key={at} span={span} parts={parts} scheme={scheme} />
        ))}
      </bdi>
      {line?.cut === true && (
        <span className={styles.cut}>
          … cut here: the whole line has {formatBytes(line.bytes)}. Save the log to have it.
        </span>
      )}
    </div>
  );
});
