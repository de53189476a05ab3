import type { Branch, BranchFlag } from './branch.ts';

const DAY = 86_400_000;

/** What the lead should see about a branch, the most telling first. A merged branch is nothing but that: it waits to be deleted. */
export const branchFlags = (
  { merged, merge, at, ahead, local, remote }: Pick<Branch, 'merged' | 'merge' | 'at' | 'ahead' | 'local' | 'remote'>,
  {
    now,
    staleAfterDays,
    wellNamed,
    hasOrigin,
  }: {
    readonly now: number;
    readonly staleAfterDays: number;
    readonly wellNamed: boolean;
    readonly hasOrigin: boolean;
  },
): BranchFlag[] => {
  if (merged !== null) return ['merged'];
  const flags: BranchFlag[] = [];
  if (merge.kind === 'conflicts') flags.push('conflicting');
  if (now - at > staleAfterDays * DAY && ahead > 0) flags.push('stale');
  if (!wellNamed) flags.push('badly-named');
  if (hasOrigin && local !== null && local !== remote) flags.push('unpushed');
  return flags;
};
