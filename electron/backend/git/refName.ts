import { GitFailure } from './gitFailure.ts';

/** What git allows in a branch name (git-check-ref-format(1)), without a leading `-`, so that no option can come in by it. */
export const isBranchName = (name: string): boolean =>
  name.length > 0 &&
  Buffer.byteLength(name) <= 240 &&
  !name.startsWith('-') &&
  !name.startsWith('/') &&
  !name.endsWith('/') &&
  !name.endsWith('.') &&
  name !== '@' &&
  name !== 'HEAD' &&
  !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|(^|\/)\.|\.lock(\/|$)/.test(name);

/** The whole ref of a branch; throws when git would not take the name. */
export const branchRef = (name: string): string => `refs/heads/${checked(name)}`;

/** Where a fetch puts the origin's branch. */
export const originRef = (name: string): string => `refs/remotes/origin/${checked(name)}`;

const checked = (name: string): string => {
  if (isBranchName(name)) return name;
  throw new GitFailure(
    'other',
    `“${name.replace(/\p{Cc}/gu, ' ').slice(0, 100)}” is no name that git takes for a branch.`,
    'Use letters, digits, “-”, “_” and “/”, and do not begin with “-”.',
  );
};
