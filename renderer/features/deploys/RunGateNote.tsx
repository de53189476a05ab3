import { Link } from '@tanstack/react-router';
import type { Run } from '../../../shared/deploys/run.ts';
import { Callout } from '../../ui/Callout.tsx';

/** That a run was let through although its gate was closed: why, by whom, what was open, what was promised. It never goes away. */
export const RunGateNote = ({ run }: { readonly run: Run }) => {
  const override = run.gate?.override ?? null;
  if (override === null) return null;
  return (
    <Callout tone="warning" title="Let through by an override">
      <span>
        <bdi>{override.by}</bdi>: <bdi>{override.reason}</bdi>
      </span>
      <span>
        Open was: <bdi>{run.gate?.open.join(' ')}</bdi>
      </span>
      <span>
        To be made good by {override.due}:{' '}
        <Link
          to="/p/$project/runs/$run"
          params={{ project: run.projectId, run: run.id }}
          search={{ item: override.item }}
        >
          {override.itemKey}
        </Link>
      </span>
    </Callout>
  );
};
