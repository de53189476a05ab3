import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { CheckedBranch, CheckNews } from '../../../shared/patterns/contract.ts';
import { client } from '../../backend/client.ts';
import { announce } from '../../ui/announce.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { BranchReport } from './BranchReport.tsx';
import { CheckProgress } from './CheckProgress.tsx';
import { countOf } from './countOf.ts';
import { useNewsRun } from './useNewsRun.ts';

type Report = Extract<CheckNews, { readonly kind: 'report' }>;

/** Checks a branch when it is shown; give it a key by the branch's head. */
export const BranchCheck = ({ project, branch }: { readonly project: ProjectId; readonly branch: CheckedBranch }) => {
  const { run, start, cancel } = useNewsRun<Report>();
  const { head } = branch;
  const check = () =>
    void start(
      (signal) => client.patterns.check({ project, head }, { signal }),
      ({ report }) =>
        announce(
          `${countOf(report.findings.filter(({ state }) => state === 'new').length, 'new finding')} on ${branch.name}`,
        ),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is checked when it is shown, and again by the button
  useEffect(check, [project, head]);
  switch (run.kind) {
    case 'none':
      return (
        <Button variant="default" onClick={check}>
          Check {branch.name}
        </Button>
      );
    case 'running':
      return <CheckProgress what="Checking the changed files" done={run.done} total={run.total} onCancel={cancel} />;
    case 'failed':
      return <ErrorView title={`${branch.name} could not be checked`} failure={run.failure} onRetry={check} />;
    case 'done':
      return <BranchReport report={run.last.report} />;
  }
};
