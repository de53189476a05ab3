import { Button } from '@mantine/core';
import { useEffect, useId } from 'react';
import { announce } from '../../ui/announce.ts';
import styles from './ImportItems.module.css';

interface Props {
  /** What is being done, e.g. "Reading issues.csv". */
  readonly what: string;
  readonly done: number;
  readonly of: number;
  /** How far it is, with its unit. */
  readonly shown: string;
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** How far something long is, with a way to stop it. Screen readers hear every quarter. */
export const ProgressLine = ({ what, done, of, shown, cancel, onCancel }: Props) => {
  const label = useId();
  const quarter = of === 0 ? 0 : Math.floor((done / of) * 4);
  useEffect(() => {
    announce(quarter === 0 ? what : `${what}: ${quarter * 25} %`);
  }, [what, quarter]);
  return (
    <div className={styles.progress}>
      <span id={label}>
        <bdi>{what}</bdi>: {shown}
      </span>
      <progress className={styles.bar} aria-labelledby={label} max={Math.max(of, 1)} value={done} />
      <div>
        <Button variant="default" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </div>
  );
};
