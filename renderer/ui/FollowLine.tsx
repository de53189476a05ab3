import { Callout } from './Callout.tsx';
import styles from './FollowLine.module.css';
import { RelativeTime } from './RelativeTime.tsx';
import { StatusBadge } from './StatusBadge.tsx';

interface Props {
  readonly follow: {
    readonly state: 'off' | 'connecting' | 'live' | 'lost' | 'blocked';
    readonly since: number;
    readonly reason: string | null;
  };
  readonly words: {
    /** Before the time since when: "The access log is followed". */
    readonly live: string;
    /** A whole sentence. */
    readonly lost: string;
    /** What becomes of it by itself: "it is tried again by itself, and what is missing stays a gap". */
    readonly again: string;
    /** Without its stop, because a reason may come. */
    readonly off: string;
  };
}

/** Whether something on the server is being followed, and if not, why and what to do. */
export const FollowLine = ({ follow: { state, since, reason }, words }: Props) => {
  if (state === 'lost' || state === 'blocked')
    return (
      <Callout tone="warning" title={words.lost}>
        <span>
          <bdi>{reason}</bdi> Since <RelativeTime at={since} />
          {state === 'lost' && `; ${words.again}`}.
        </span>
      </Callout>
    );
  if (state === 'live')
    return (
      <p className={styles.line}>
        <StatusBadge bare status="healthy" label="live" />
        <span>
          {words.live} since <RelativeTime at={since} />.
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
        {state === 'connecting' ? 'Connecting to the server.' : words.off}
        {state === 'off' && (reason === null ? '.' : <bdi>: {reason.replace(/\.$/, '')}.</bdi>)}
      </span>
    </p>
  );
};
