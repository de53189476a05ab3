import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Run, RunStep } from '../../../shared/deploys/run.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { LogConsole } from '../../ui/console/LogConsole.tsx';
import { useLogView } from '../../ui/console/useLogView.ts';
import { definedError } from '../../ui/definedError.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { CancelRun } from './CancelRun.tsx';
import { runOf } from './deployQueries.ts';
import { FollowingBanner } from './FollowingBanner.tsx';
import { ProbeList } from './ProbeList.tsx';
import { RunGateNote } from './RunGateNote.tsx';
import { RunLead } from './RunLead.tsx';
import styles from './RunPage.module.css';
import { RunProof } from './RunProof.tsx';
import { runLog } from './runLog.ts';
import { StepList } from './StepList.tsx';
import { useRunAnnouncements } from './useRunAnnouncements.ts';
import { Verdict } from './Verdict.tsx';

const route = getRouteApi('/p/$project/runs/$run');

const Body = ({ run }: { readonly run: Run }) => {
  const { id, environmentName, revision, createdAt } = run;
  const log = useMemo(
    () => runLog({ id, environmentName, revision, createdAt }),
    [id, environmentName, revision, createdAt],
  );
  const view = useLogView(log);
  useRunAnnouncements(run);
  const open = (step: RunStep | undefined): boolean => {
    if (step === undefined || step.logOffset === null || view === null) return false;
    api.deploys.logLineAt
      .call({ run: run.id, offset: step.logOffset })
      .then(view.goTo, (error: unknown) =>
        notifyFailure('The step’s first line was not found', describeFailure(error)),
      );
    return true;
  };
  useScreenKeys(Object.fromEntries(run.steps.map((step, at) => [String(at + 1), () => open(step)])));
  return (
    <>
      <FollowingBanner run={run} />
      <RunGateNote run={run} />
      <RunProof run={run} />
      {run.outcome !== null && <Verdict run={run} outcome={run.outcome} />}
      <div className={styles.columns}>
        <div className={styles.side}>
          <StepList steps={run.steps} onOpen={open} />
          {run.probes.length > 0 && <ProbeList probes={run.probes} />}
        </div>
        {view !== null && <LogConsole log={log} view={view} />}
      </div>
    </>
  );
};

/** One run: its steps, its log as it comes, its verdict. Leaving this page ends the watching, never the run. */
export const RunPage = () => {
  const { project, run: id } = route.useParams();
  const query = useQuery(runOf(id));
  const run = query.data;
  if (definedError(query.error, 'GONE') !== null)
    return (
      <Page title="This run is gone">
        <EmptyView
          title="There is no such run"
          actions={
            <LinkButton to="/p/$project/history" params={{ project }} variant="default">
              Open the history
            </LinkButton>
          }
        >
          It was deleted together with its environment, or the address is wrong.
        </EmptyView>
      </Page>
    );
  return (
    <Page
      fill
      title={run === undefined ? 'Run' : `${run.revision.slice(0, 7)} to ${run.environmentName}`}
      lead={run !== undefined && <RunLead run={run} />}
      actions={
        run !== undefined && (
          <>
            <CancelRun run={run} />
            <LinkButton to="/p/$project/deploy" params={{ project }} variant="default">
              Go to Deploy
            </LinkButton>
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the run" failed="The run could not be read" rows={8}>
        {(found) => <Body key={found.id} run={found} />}
      </QueryView>
    </Page>
  );
};
