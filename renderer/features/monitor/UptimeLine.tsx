import type { Uptime } from '../../../shared/monitor/contract.ts';
import { formatDuration } from '../../ui/formatDuration.ts';
import { formatShare } from './formatShare.ts';
import styles from './UptimeLine.module.css';

interface Props {
  readonly uptime: Uptime;
  /** Of the window, in milliseconds. */
  readonly length: number;
}

/** The share of the watched time in which the path worked, and how much was watched: neither says much without the other. */
export const UptimeLine = ({ uptime, length }: Props) => (
  <p className={styles.line}>
    {uptime.ratio === null ? (
      <>Nothing of this time was watched.</>
    ) : (
      <>
        <strong className={styles.figure}>{formatShare(uptime.ratio)}</strong> up in the{' '}
        <span className={styles.figure}>{formatDuration(uptime.watched)}</span> that were watched
        <span className={styles.watched}>
          {' '}
          ({formatShare(uptime.watched / length)} of the time; the rest is unknown and counts neither way)
        </span>
      </>
    )}
  </p>
);
