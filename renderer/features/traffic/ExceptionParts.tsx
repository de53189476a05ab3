import { Button } from '@mantine/core';
import type { ExceptionGroup, ExceptionGroupId } from '../../../shared/monitor/exceptionGroup.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './ExceptionParts.module.css';
import { shownCount } from './trafficFigures.ts';

interface Props {
  readonly group: ExceptionGroup;
  readonly busy: boolean;
  readonly onSplit: (part: ExceptionGroupId) => void;
}

/** The fingerprints that count to a group, why each does, and a way out for each. */
export const ExceptionParts = ({ group, busy, onSplit }: Props) =>
  group.parts.length === 1 ? (
    <p>
      <bdi>{group.because}</bdi>
    </p>
  ) : (
    <>
      <p>{group.parts.length} fingerprints were merged and count as one.</p>
      <ul className={styles.parts} aria-label={`Fingerprints of ${group.type}`}>
        {group.parts.map((part) => (
          <li key={part.id}>
            <span className={styles.head}>
              <strong>
                <bdi>{part.type}</bdi>
              </strong>
              <span>
                {part.count === 1 ? 'once' : `${shownCount(part.count)} times`}, last{' '}
                <RelativeTime at={part.lastSeen} />
              </span>
              <Button
                variant="default"
                size="compact-xs"
                loading={busy}
                onClick={() => onSplit(part.id)}
                aria-label={`Split out ${part.type}${part.path.length === 0 ? '' : ` in ${part.path.at(-1) ?? ''}`}`}
              >
                Split out
              </Button>
            </span>
            <span>
              <bdi>{part.because}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
