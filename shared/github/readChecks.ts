import type { GithubCheckRun, GithubStatus, PullCheck } from './pullRequest.ts';

/** Conclusions that GitHub itself takes for passed. */
const GOOD = ['success', 'neutral', 'skipped'];

/** The checks of a head. A conclusion that is not known counts as failed: an unknown word must never pass. */
export const readChecks = (
  runs: readonly GithubCheckRun[],
  statuses: readonly GithubStatus[],
): readonly PullCheck[] => [
  ...runs.map(
    ({ name, status, conclusion }): PullCheck => ({
      name,
      state: status !== 'completed' ? 'running' : GOOD.includes(conclusion ?? '') ? 'passed' : 'failed',
    }),
  ),
  ...statuses.map(
    ({ context, state }): PullCheck => ({
      name: context,
      state: state === 'success' ? 'passed' : state === 'pending' ? 'running' : 'failed',
    }),
  ),
];

/** The worst of them; null when there is none. */
export const worstCheck = (checks: readonly PullCheck[]): PullCheck['state'] | null =>
  (['failed', 'running', 'passed'] as const).find((state) => checks.some((check) => check.state === state)) ?? null;
