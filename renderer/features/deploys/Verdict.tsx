import type { Outcome, Run } from '../../../shared/deploys/run.ts';
import { useProject } from '../../backend/useProject.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { runStatus } from '../../ui/runStatus.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Verdict.module.css';

interface Props {
  readonly run: Run;
  readonly outcome: Outcome;
}

/** After a success: on to the environment that comes after this one. */
const NextEnvironment = ({ run }: { readonly run: Run }) => {
  const environments = useProject(run.projectId).data?.environments ?? [];
  const next = environments[environments.findIndex(({ id }) => id === run.environmentId) + 1];
  if (next === undefined || environments.every(({ id }) => id !== run.environmentId)) return null;
  return (
    <LinkButton
      to="/p/$project/deploy/$environment/confirm"
      params={{ project: run.projectId, environment: next.id }}
      variant="default"
    >
      Review deploy to {next.name}
    </LinkButton>
  );
};

/** What became of a run: the verdict by colour, icon and word, why, what the target holds now, and the next act. */
export const Verdict = ({ run, outcome }: Props) => {
  const { status, label } = runStatus(run);
  return (
    <section className={styles.verdict} data-status={status} aria-label="Verdict">
      <div className={styles.text}>
        <p className={styles.reason}>
          <StatusBadge status={status} label={label} />
          {outcome.step !== null && outcome.kind !== 'succeeded' && (
            <span className={styles.step}>at step {outcome.step}</span>
          )}
          <span>{outcome.reason}</span>
        </p>
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
      </div>
      {outcome.kind === 'succeeded' && <NextEnvironment run={run} />}
    </section>
  );
};
