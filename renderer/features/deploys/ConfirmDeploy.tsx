import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DeployPlan } from '../../../shared/deploys/contract.ts';
import type { Run } from '../../../shared/deploys/run.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { definedError } from '../../ui/definedError.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { Section } from '../../ui/Section.tsx';
import { BusyNotice } from './BusyNotice.tsx';
import { CommandList } from './CommandList.tsx';
import { CommitList } from './CommitList.tsx';
import { ConcernList } from './ConcernList.tsx';
import styles from './ConfirmDeploy.module.css';
import { DeployFacts } from './DeployFacts.tsx';
import { runOf } from './deployQueries.ts';
import { GateSection } from './GateSection.tsx';
import { type OverrideDraft, OverrideForm, overrideOf } from './OverrideForm.tsx';
import { WayBack } from './WayBack.tsx';

interface Props {
  readonly app: string;
  readonly environment: Environment;
  readonly plan: DeployPlan;
  /** The run that goes on there now, as the live stream says. */
  readonly active: Run | null;
  /** Names this visit's one request. */
  readonly request: string;
  readonly onLookAgain: () => void;
}

/** The deploy of one revision to one environment, whole, and its button. */
export const ConfirmDeploy = ({ app, environment, plan, active, request, onLookAgain }: Props) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { target, revision, steps, gate } = plan;
  const [override, setOverride] = useState<OverrideDraft | null>(null);
  const concerns = [...plan.concerns, ...gate.concerns];
  const closed = gate.concerns.some(({ level }) => level === 'stop');
  const start = useMutation(
    api.deploys.start.mutationOptions({
      onSuccess: (run) => {
        client.setQueryData(runOf(run.id).queryKey, run);
        void navigate({
          to: '/p/$project/runs/$run',
          params: { project: run.projectId, run: run.id },
          replace: true,
        });
      },
    }),
  );
  const fixed = plan.concerns.filter(({ level }) => level === 'stop');
  const stops = concerns.filter(({ level }) => level === 'stop');
  const given = overrideOf(override);
  const overriding = closed && given !== null;
  const busy = definedError(start.error, 'BUSY');
  const act = `Deploy ${revision.slice(0, 7)} to ${environment.name}`;
  const going = start.isPending || start.isSuccess;
  const deploy = (confirm: string | null) => {
    if (going) return;
    start.mutate({
      environment: environment.id,
      revision,
      subject: target.headSubject.slice(0, 500),
      previous: target.running,
      request,
      confirm,
      override: overriding
        ? { ...given, seen: gate.concerns.filter(({ level }) => level === 'stop').map(({ message }) => message) }
        : null,
    });
  };
  const refused = fixed.length > 0 || active !== null || (closed && !overriding);
  return (
    <>
      <DeployFacts app={app} environment={environment} plan={plan} />
      <ConcernList concerns={concerns.filter(({ level }) => level === 'warning')} />
      <Section title="Commits">
        <CommitList
          target={target}
          changes={gate.changes}
          project={environment.projectId}
          opened={target.commits.length <= 12}
        />
      </Section>
      <GateSection project={environment.projectId} plan={plan} />
      <Section
        title="Commands"
        lead="What the server will run, step by step, each within its time limit: its exact commands, and the whole script around them."
      >
        <CommandList steps={steps} />
      </Section>
      <Section title="The way back">
        <WayBack target={target} branch={environment.branch} />
      </Section>
      <div className={styles.act}>
        {start.isError && busy === null && (
          <ErrorView title="The deploy was not started" failure={describeFailure(start.error)}>
            {definedError(start.error, 'REFUSED') === null ? (
              <p>Pressing the button again is safe: this page starts at most one run.</p>
            ) : (
              <div>
                <Button variant="default" onClick={onLookAgain}>
                  Look again
                </Button>
              </div>
            )}
          </ErrorView>
        )}
        {active !== null && !going ? (
          <BusyNotice
            environment={environment}
            run={active.id}
            by={active.actor}
            since={active.createdAt}
            steps={active}
          />
        ) : (
          busy !== null && (
            <BusyNotice environment={environment} run={busy.run} by={busy.by} since={busy.since} step={busy.step} />
          )
        )}
        {stops.length > 0 && active === null && (
          <>
            <h2>{overriding && fixed.length === 0 ? `${act}: against its gate` : `${act}: not possible now`}</h2>
            <ConcernList concerns={stops} />
            {closed && fixed.length === 0 && !going && <OverrideForm draft={override} onChange={setOverride} />}
          </>
        )}
        {refused && !going ? (
          <div>
            <Button variant="default" onClick={onLookAgain}>
              Look again
            </Button>
          </div>
        ) : environment.protected ? (
          <ConfirmByName
            name={environment.name}
            of="environment"
            act={act}
            danger={false}
            busy={going}
            onConfirm={deploy}
          />
        ) : (
          <div>
            <Button size="sm" loading={going} onClick={() => deploy(null)}>
              {act}
            </Button>
          </div>
        )}
      </div>
    </>
  );
};
