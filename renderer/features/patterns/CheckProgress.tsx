import { Button } from '@mantine/core';
import styles from './patterns.module.css';

interface Props {
  readonly what: string;
  readonly done: number;
  readonly total: number;
  readonly onCancel: () => void;
}

/** How many files are checked, with a way to stop. */
export const CheckProgress = ({ what, done, total, onCancel }: Props) => (
  <div className={styles.progress}>
    <span role="status">{total === 0 ? `${what}…` : `${what}: ${done} of ${total} files`}</span>
    <progress aria-label={what} value={total === 0 ? undefined : done} max={total === 0 ? 1 : total} />
    <Button variant="default" size="compact-sm" onClick={onCancel}>
      Stop
    </Button>
  </div>
);
