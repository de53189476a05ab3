import { memo } from 'react';
import type { LogLine } from '../../../shared/logs/logLine.ts';
import { formatBytes } from '../formatBytes.ts';
import { foldProgress } from './foldProgress.ts';
import { formatClock } from './formatClock.ts';
import styles from './LogRow.module.css';
import { type Columns, lineParts } from './lineParts.ts';
import { partStyle } from './partStyle.ts';
import type { Scheme } from './shownColors.ts';

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
  /** The part of a long line that is drawn; undefined draws it whole. */
  readonly columns: Columns | undefined;
}

/** One line of the log: number, time, text. Text only, whatever the line holds: colours are styles, everything else is shown. */
export const LogRow = memo(({ number, line, scheme, times, search, current, chosen, columns }: Props) => {
  const shown = foldProgress(line?.text ?? '');
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
      <bdi className={styles.text} dir="ltr" style={columns && { paddingLeft: `${String(columns.from)}ch` }}>
        {shown.folded > 0 && <span className={styles.folded}>{shown.folded} earlier states … </span>}
        {lineParts(shown.text, search, columns).map(({ place, text, style, hit }) => {
          if (hit) return <mark key={place}>{text}</mark>;
          const css = partStyle(style, scheme);
          if (css === undefined) return text;
          return (
            <span key={place} style={css}>
              {text}
            </span>
          );
        })}
        {line?.cut === true && (
          <span className={styles.cut}>
            … cut here: the whole line has {formatBytes(line.bytes)}. Save the log to have it.
          </span>
        )}
      </bdi>
    </div>
  );
});
