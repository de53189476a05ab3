import type { Outcome, Run } from '../../../shared/deploys/run.ts';
import { runStatus } from '../../ui/runStatus.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Verdict.module.css';

interface Props {
  readonly run: Run;
  readonly outcome: Outcome;
}

/** What became of a run: the verdict by colour, icon and word, why, what the target holds now, and the next act. */
export const Verdict = ({ run, outcome }: Props) => {
  const { status, label } = runStatus(run);
  return (
    <section className={styles.verdict} data-status={status} aria-label="Verdict">
      <div className={styles.head}>
        <StatusBadge status={status} label={label} />
        {outcome.step !== null && outcome.kind !== 'succeeded' && (
          <span className={styles.step}>at step {outcome.step}</span>
        )}
      </div>
      <p className={styles.reason}>{outcome.reason}</p>
      <dl className={styles.facts}>
        <div>
          <dt>On the target</dt>
          <dd>{outcome.left}</dd>
        </div>
        {outcome.act !== null && (
          <div>
            <dt>Next</dt>
            <dd className={styles.act}>{outcome.act}</dd>
          </div>
        )}
      </dl>
    </section>
  );
};
