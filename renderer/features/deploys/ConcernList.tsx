import { IconAlertTriangle, IconHandStop } from '@tabler/icons-react';
import type { Concern } from '../../../shared/deploys/concern.ts';
import styles from './ConcernList.module.css';

/** What stands against a deploy: what refuses it first, then what is only to be known. */
export const ConcernList = ({ concerns }: { readonly concerns: readonly Concern[] }) => {
  if (concerns.length === 0) return null;
  const ordered = [...concerns].sort((a, b) => Number(b.level === 'stop') - Number(a.level === 'stop'));
  return (
    <ul className={styles.concerns} aria-label="What stands against a deploy">
      {ordered.map(({ level, message, act }) => {
        const Icon = level === 'stop' ? IconHandStop : IconAlertTriangle;
        return (
          <li key={message} className={styles.concern} data-level={level}>
            <Icon size={16} aria-hidden className={styles.icon} />
            <span>
              <strong>{level === 'stop' ? 'Refused: ' : 'Note: '}</strong>
              {message}
              {act !== null && <> {act}</>}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
