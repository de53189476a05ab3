import type { Run } from '../../../shared/deploys/run.ts';
import { RunId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { Callout } from '../../ui/Callout.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { currentStepWords } from './stepStatus.ts';

interface Props {
  readonly environment: Environment;
  readonly run: string;
  readonly by: string;
  readonly since: number;
  /** The step as a refusal names it … */
  readonly step?: string | null;
  /** … or the run itself, whose step goes on changing. */
  readonly steps?: Run;
}

/** Another run holds the environment: whose, since when, at which step, and the way to it when it is one of this Pitwall's. */
export const BusyNotice = ({ environment, run, by, since, step = null, steps }: Props) => {
  const known = RunId.safeParse(run);
  const at = steps === undefined ? (step === null ? null : `step ${step}`) : currentStepWords(steps);
  return (
    <Callout tone="warning" title={`${environment.name} is being deployed by ${by}`}>
      <p>
        Since <RelativeTime at={since} />
        {at !== null && <>, now at {at}</>}. One run at a time: wait for its end, or cancel it there.
      </p>
      {known.success && (
        <div>
          <LinkButton
            to="/p/$project/runs/$run"
            params={{ project: environment.projectId, run: known.data }}
            variant="default"
          >
            Open that run
          </LinkButton>
        </div>
      )}
    </Callout>
  );
};
