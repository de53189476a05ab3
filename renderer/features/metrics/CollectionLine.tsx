import type { WatchState } from '../../../shared/monitor/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './CollectionLine.module.css';

/** Whether new figures of the server come in, and why not. */
export const CollectionLine = ({ watch }: { readonly watch: WatchState }) => {
  const { state, since, reason } = watch.collection;
  if (!watch.enabled)
    return (
      <p className={styles.line}>
        <StatusBadge bare status="stopped" label="not watched" /> Nothing new comes in; what was measured before is
        below.
      </p>
    );
  if (state === 'lost')
    return (
      <Callout tone="warning" title="No figures of the server come in.">
        <span>
          <bdi>{reason}</bdi> Since <RelativeTime at={since} />; it is tried again by itself, and what is missing stays
          a gap.
        </span>
      </Callout>
    );
  if (state === 'live')
    return (
      <p className={styles.line}>
        <StatusBadge bare status="healthy" label="live" />
        <span>
          Figures of the server come in since <RelativeTime at={since} />.
        </span>
      </p>
    );
  return (
    <p className={styles.line}>
      <StatusBadge
        bare
        status={state === 'connecting' ? 'running' : 'stopped'}
        label={state === 'connecting' ? 'connecting' : 'off'}
      />
      <span>
        {state === 'connecting' ? 'Connecting to the server.' : 'No figures of the server are collected'}
        {state === 'off' && (reason === null ? '.' : <bdi>: {reason}.</bdi>)}
      </span>
    </p>
  );
};
