import { refusesBranch } from '../../../shared/branches/refusesBranch.ts';
import { GitFailure } from './gitFailure.ts';

/** The whole ref of a branch; throws when git would not take the name. */
export const branchRef = (name: string): string => `refs/heads/${checked(name)}`;

/** Where a fetch puts the origin's branch. */
export const originRef = (name: string): string => `refs/remotes/origin/${checked(name)}`;

const checked = (name: string): string => {
  const why = refusesBranch(name);
  if (why === null) return name;
  throw new GitFailure(
    'other',
    `The branch name “${name.replace(/\p{Cc}/gu, ' ').slice(0, 100)}” ${why}.`,
    'Use letters, digits, “-”, “_” and “/”.',
  );
};
