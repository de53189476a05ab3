import type { Run } from '../../../shared/deploys/run.ts';
import { Duration } from '../../ui/Duration.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { runStatus } from '../../ui/runStatus.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './RunLead.module.css';
import { currentStepWords } from './stepStatus.ts';

const Length = ({ run }: { readonly run: Run }) => {
  const began = run.startedAt ?? run.createdAt;
  return run.endedAt === null ? <Duration since={began} /> : <Duration milliseconds={run.endedAt - began} />;
};

/** A run in one line: state, revision, who, when, how long. */
export const RunLead = ({ run }: { readonly run: Run }) => {
  const { status, label } = runStatus(run);
  return (
    <div className={styles.lead}>
      <StatusBadge status={status} label={run.state === 'ended' ? label : currentStepWords(run)} />
      <Length run={run} />
      <span className={styles.what}>
        <Revision value={run.revision} /> <bdi>{run.subject}</bdi>
      </span>
      <span>
        from <code>{run.branch}</code>
        {run.previous !== null && (
          <>
            , after <Revision value={run.previous} />
          </>
        )}
      </span>
      <span>
        by <bdi>{run.actor}</bdi>, <RelativeTime at={run.createdAt} />
      </span>
    </div>
  );
};
