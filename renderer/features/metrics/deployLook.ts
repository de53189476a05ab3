import type { Outcome } from '../../../shared/deploys/run.ts';
import { runStatus, type ShownStatus } from '../../ui/runStatus.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

interface DeployLook extends ShownStatus {
  readonly color: string;
  /** Says the outcome where there is no room for a word. */
  readonly sign: string;
}

const looks: Readonly<Record<Status, readonly [color: string, sign: string]>> = {
  healthy: ['var(--pw-good)', '✓'],
  degraded: ['var(--pw-warn)', '↺'],
  failing: ['var(--pw-bad)', '✕'],
  unknown: ['var(--pw-unknown)', '?'],
  stopped: ['var(--pw-unknown)', '–'],
  running: ['var(--pw-own)', '…'],
};

/** How a deploy of this outcome is marked; null is one that goes on. */
export const deployLook = (kind: string | null): DeployLook => {
  const outcome = kind === null ? null : ({ kind } as Outcome);
  const shown = runStatus({ state: kind === null ? 'running' : 'ended', outcome });
  const [color, sign] = looks[shown.status];
  return { ...shown, color, sign };
};
