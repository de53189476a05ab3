import { Link } from '@tanstack/react-router';
import type { Run } from '../../../shared/deploys/run.ts';
import { Duration } from '../../ui/Duration.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { runStatus } from '../../ui/runStatus.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './LastRun.module.css';

/** What became of the last run here; null when there was none. */
export const LastRun = ({ run }: { readonly run: Run | null }) => {
  if (run === null) return <p className={styles.none}>Nothing was deployed from this Pitwall yet.</p>;
  const { status, label } = runStatus(run);
  return (
    <div className={styles.last}>
      <h3 className={styles.title}>Last run</h3>
      <div className={styles.line}>
        <StatusBadge status={status} label={label} />
        <Revision value={run.revision} />
        <span>
          <RelativeTime at={run.createdAt} />
          {run.endedAt !== null && (
            <>
              , took <Duration milliseconds={run.endedAt - (run.startedAt ?? run.createdAt)} />
            </>
          )}
        </span>
        <Link to="/p/$project/runs/$run" params={{ project: run.projectId, run: run.id }}>
          Open its log
        </Link>
      </div>
      {run.outcome !== null && run.outcome.kind !== 'succeeded' && (
        <p className={styles.reason}>{run.outcome.reason}</p>
      )}
    </div>
  );
};
