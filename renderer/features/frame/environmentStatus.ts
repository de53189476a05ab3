import type { EnvironmentSummary } from '../../../shared/deploys/contract.ts';
import { runStatus, type ShownStatus } from '../../ui/runStatus.ts';

/** What an environment's pill says: the run that goes on there, else what became of the last one. */
export const environmentStatus = (summary: EnvironmentSummary | undefined): ShownStatus => {
  if (summary === undefined) return { status: 'unknown', label: 'unknown' };
  if (summary.active !== null) return runStatus(summary.active);
  if (summary.last === null) return { status: 'unknown', label: 'never deployed' };
  const shown = runStatus(summary.last);
  return shown.status === 'healthy' ? { status: 'healthy', label: 'healthy' } : shown;
};
