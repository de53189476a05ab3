import type { DeployGate, GatedChange } from '../../../shared/deploys/deployGate.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

interface Shown {
  readonly status: Status;
  readonly label: string;
}

/** How a change's gate is shown. */
export const gateShown: Readonly<Record<GatedChange['state'], Shown>> = {
  satisfied: { status: 'healthy', label: 'reviewed' },
  unsatisfied: { status: 'failing', label: 'open' },
  overridden: { status: 'degraded', label: 'overridden' },
  'not-applicable': { status: 'unknown', label: 'no gate' },
  error: { status: 'failing', label: 'not judged' },
};

/** How the QA of a revision is shown. */
export const qaShown = ({ state, counts }: NonNullable<DeployGate['qa']>): Shown => {
  if (state === 'running') return { status: 'running', label: 'running' };
  if (state === 'abandoned') return { status: 'stopped', label: 'abandoned' };
  return counts.requiredOpen === 0
    ? { status: 'healthy', label: 'all required passed' }
    : { status: 'failing', label: `${counts.requiredOpen} required not passed` };
};
