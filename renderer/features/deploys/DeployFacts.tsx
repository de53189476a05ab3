import type { DeployPlan } from '../../../shared/deploys/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { FactList } from '../../ui/FactList.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { commitCount } from './CommitList.tsx';

interface Props {
  readonly app: string;
  readonly environment: Environment;
  readonly plan: DeployPlan;
}

const authors = (plan: DeployPlan): string => {
  const names = new Set(plan.target.commits.map(({ author }) => author));
  return names.size === 0 ? '' : ` by ${names.size === 1 ? [...names].join('') : `${String(names.size)} people`}`;
};

/** What goes where, in place of what, and how much of a change it is. */
export const DeployFacts = ({ app, environment, plan }: Props) => {
  const { ssh, appPath, branch } = environment;
  const { target, revision, steps } = plan;
  const seconds = steps.reduce((sum, { limitSeconds }) => sum + limitSeconds, 0);
  return (
    <FactList
      facts={[
        { name: 'App', value: <bdi>{app}</bdi> },
        {
          name: 'Environment',
          value: (
            <>
              <bdi>{environment.name}</bdi>{' '}
              <code>
                {ssh.user}@{ssh.host}:{ssh.port}
              </code>{' '}
              in <code>{appPath}</code>
            </>
          ),
        },
        {
          name: 'Revision',
          value: (
            <>
              <Revision value={revision} /> <bdi>{target.headSubject}</bdi>, head of <code>{branch}</code>
            </>
          ),
        },
        {
          name: 'In place of',
          value:
            target.running === null ? (
              'not known: Pitwall has not finished a deploy here yet'
            ) : (
              <>
                <Revision value={target.running} /> <bdi>{target.runningSubject}</bdi>
                {target.runningSince !== null && (
                  <>
                    , since <RelativeTime at={target.runningSince} />
                  </>
                )}
              </>
            ),
        },
        {
          name: 'Size of the change',
          value: `${commitCount(target)}${authors(plan)}${target.removed === 0 ? '' : `; ${String(target.removed)} that run now would be gone`}`,
        },
        {
          name: 'Takes at most',
          value: `${String(Math.ceil(seconds / 60))} min: the time limits of its ${String(steps.length)} steps together`,
        },
      ]}
    />
  );
};
