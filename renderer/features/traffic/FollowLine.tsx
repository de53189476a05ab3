import { Callout } from '../../ui/Callout.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './FollowLine.module.css';

interface Props {
  /** What is followed, as the beginning of a sentence: "The access log". */
  readonly what: string;
  readonly follow: {
    readonly state: 'off' | 'connecting' | 'live' | 'lost' | 'blocked';
    readonly since: number;
    readonly reason: string | null;
  };
}

/** Whether something on the server is being followed, and if not, why and what to do. */
export const FollowLine = ({ what, follow: { state, since, reason } }: Props) => {
  if (state === 'lost' || state === 'blocked')
    return (
      <Callout tone="warning" title={`${what} is not being read.`}>
        <span>
          <bdi>{reason}</bdi> Since <RelativeTime at={since} />
          {state === 'lost' && '; it is tried again by itself, and goes on where it was'}.
        </span>
      </Callout>
    );
  if (state === 'live')
    return (
      <p className={styles.line}>
        <StatusBadge bare status="healthy" label="live" />
        <span>
          {what} is followed since <RelativeTime at={since} />.
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
        {state === 'connecting' ? 'Connecting to the server.' : `${what} is not followed`}
        {state === 'off' && (reason === null ? '.' : <bdi>: {reason}</bdi>)}
      </span>
    </p>
  );
};
