import type { WatchState } from '../../../shared/monitor/contract.ts';
import { FollowLine } from '../../ui/FollowLine.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './CollectionLine.module.css';

const words = {
  live: 'Figures of the server come in',
  lost: 'No figures of the server come in.',
  again: 'it is tried again by itself, and what is missing stays a gap',
  off: 'No figures of the server are collected',
};

/** Whether new figures of the server come in, and why not. */
export const CollectionLine = ({ watch }: { readonly watch: WatchState }) =>
  watch.enabled ? (
    <FollowLine follow={watch.collection} words={words} />
  ) : (
    <p className={styles.line}>
      <StatusBadge bare status="stopped" label="not watched" /> Nothing new comes in; what was measured before is below.
    </p>
  );
