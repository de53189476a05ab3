import type { Run } from '../../shared/deploys/run.ts';
import type { Status } from './StatusBadge.tsx';

export interface ShownStatus {
  readonly status: Status;
  readonly label: string;
}

/** How a run is shown in one badge: its colour and its word. `rolled back` and what never reached the app are amber: nothing is broken, nothing is new. */
export const runStatus = (run: Pick<Run, 'state' | 'outcome'>): ShownStatus => {
  if (run.state !== 'ended') return { status: 'running', label: run.state };
  switch (run.outcome?.kind) {
    case 'succeeded':
      return { status: 'healthy', label: 'succeeded' };
    case 'failed-before-switch':
      return { status: 'degraded', label: 'failed, app untouched' };
    case 'failed-after-switch':
      return { status: 'failing', label: 'failed' };
    case 'rolled-back':
      return { status: 'degraded', label: 'rolled back' };
    case 'rollback-failed':
      return { status: 'failing', label: 'rollback failed' };
    case 'cancelled':
      return { status: 'stopped', label: 'cancelled' };
    case 'interrupted':
      return { status: 'failing', label: 'interrupted' };
    case 'unknown':
    case undefined:
      return { status: 'unknown', label: 'unknown' };
  }
};
