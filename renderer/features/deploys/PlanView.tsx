import type { DeployPlan } from '../../../shared/deploys/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { FactList } from '../../ui/FactList.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { CommitList } from './CommitList.tsx';
import { ConcernList } from './ConcernList.tsx';
import styles from './PlanView.module.css';
import { UnitState } from './UnitState.tsx';

interface Props {
  readonly environment: Environment;
  readonly plan: DeployPlan;
  /** The plan is older than the failure shown above it. */
  readonly stale: boolean;
  /** A run goes on here: nothing can be deployed now. */
  readonly active: boolean;
}

const RunsNow = ({ target }: { readonly target: DeployPlan['target'] }) => {
  if (target.running === null)
    return (
      <>
        not known
        {target.checkout !== null && (
          <>
            {' '}
            (checkout at <Revision value={target.checkout} />)
          </>
        )}
      </>
    );
  return (
    <>
      <Revision value={target.running} /> <bdi>{target.runningSubject}</bdi>
      {target.runningSince !== null && (
        <span className={styles.since}>
          {' '}
          since <RelativeTime at={target.runningSince} />
        </span>
      )}
    </>
  );
};

const LockHolder = ({ holder }: { readonly holder: NonNullable<DeployPlan['target']['lockedBy']> }) => (
  <>
    <bdi>{holder.actor}</bdi>, since <RelativeTime at={holder.since} />
    {holder.step !== null && `, at step ${holder.step}`}
  </>
);

/** What a target said of itself, what would be deployed there, what stands against it, and the one button. */
export const PlanView = ({ environment, plan, stale, active }: Props) => {
  const { target, revision } = plan;
  const concerns = [...plan.concerns, ...plan.gate.concerns];
  const fresh = target.running === revision;
  const refused = concerns.some(({ level }) => level === 'stop');
  return (
    <div className={styles.plan}>
      {stale && (
        <p className={styles.since}>
          As it was <RelativeTime at={target.readAt} />:
        </p>
      )}
      <FactList
        facts={[
          { name: 'Runs now', value: <RunsNow target={target} /> },
          { name: 'Unit', value: <UnitState state={target.unitState} /> },
          ...(target.lockedBy === null || active
            ? []
            : [{ name: 'Held by', value: <LockHolder holder={target.lockedBy} /> }]),
          {
            name: `Head of ${environment.branch}`,
            value: (
              <>
                <Revision value={revision} /> <bdi>{target.headSubject}</bdi>
              </>
            ),
          },
        ]}
      />
      {!active && <ConcernList concerns={concerns} />}
      <CommitList target={target} />
      {!active && (
        <div>
          <LinkButton
            to="/p/$project/deploy/$environment/confirm"
            params={{ project: environment.projectId, environment: environment.id }}
            variant={fresh || refused || stale ? 'default' : 'filled'}
            data-column-act
          >
            Review deploy of {revision.slice(0, 7)} to {environment.name}
          </LinkButton>
        </div>
      )}
    </div>
  );
};
