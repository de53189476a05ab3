import type { Branch, BranchFlag, MergedHow, PullRequestMark } from '../../../shared/branches/branch.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

export interface ShownState {
  readonly status: Status;
  readonly label: string;
  /** Longer, for a title. */
  readonly why: string;
}

const mergedWords: Readonly<Record<MergedHow, string>> = {
  ancestor: 'All of its commits are in the base.',
  squash: 'The base has all of its work in one commit (same patch).',
  'cherry-pick': 'The base has a copy of each of its commits (same patches).',
  content: 'A merge would change nothing: the base has all of its work.',
};

/** The conflicting paths as one text, for a title. */
export const conflictsInWords = ({ merge }: Pick<Branch, 'merge'>): string =>
  merge.kind === 'conflicts'
    ? `Conflicts in ${merge.paths.map(onOneLine).join(', ')}${merge.more > 0 ? ` and ${merge.more} more` : ''}`
    : '';

/** A path or a branch name with the characters that would turn or hide its text shown as what they are. */
export const onOneLine = (path: string): string =>
  path.replace(
    /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const flagOf = (branch: Branch, flag: BranchFlag): ShownState => {
  switch (flag) {
    case 'merged':
      return { status: 'healthy', label: 'merged', why: mergedWords[branch.merged ?? 'ancestor'] };
    case 'conflicting':
      return { status: 'failing', label: 'conflicts', why: conflictsInWords(branch) };
    case 'stale':
      return { status: 'degraded', label: 'stale', why: 'No commit for longer than the settings allow.' };
    case 'badly-named':
      return { status: 'degraded', label: 'badly named', why: 'Not named type/KEY-slug with a type of the settings.' };
    case 'unpushed':
      return { status: 'degraded', label: 'not pushed', why: 'It is not the same here and at the origin.' };
    default:
      return flag satisfies never;
  }
};

/** All that is to be said about a branch; one word when nothing is wrong. */
export const statesOf = (branch: Branch): readonly ShownState[] => {
  const states = branch.flags.map((flag) => flagOf(branch, flag));
  if (branch.merge.kind === 'waiting')
    states.push({ status: 'running', label: 'trying the merge', why: 'A merge into the base is being tried.' });
  if (branch.merge.kind === 'unrelated')
    states.push({ status: 'unknown', label: 'unrelated', why: 'It has no history in common with the base.' });
  if (branch.merge.kind === 'failed') states.push({ status: 'unknown', label: 'not tried', why: branch.merge.message });
  if (states.length > 0) return states;
  return branch.ahead === 0
    ? [{ status: 'unknown', label: 'no commit yet', why: 'It has no commit that the base has not.' }]
    : [{ status: 'healthy', label: 'merges cleanly', why: 'A merge into the base has no conflict.' }];
};

/** Whether nothing is lost with a branch. */
export const isDeletable = (branch: Branch): boolean => branch.merged !== null;

/** "GitHub #12: open, checks passed, 2 approvals". */
export const pullInWords = ({ state, checks, approvals, changesRequested }: PullRequestMark): string =>
  [
    state,
    ...(checks === null ? [] : [`checks ${checks}`]),
    ...(approvals === 0 ? [] : [`${approvals} ${approvals === 1 ? 'approval' : 'approvals'}`]),
    ...(changesRequested === 0 ? [] : ['changes requested']),
  ].join(', ');

export const branchFilters = ['all', 'attention', 'merged', 'no item'] as const;
export type BranchFilter = (typeof branchFilters)[number];

/** Whether a branch is shown under a filter and a search text. */
export const fitsFilter = (branch: Branch, filter: BranchFilter, text: string): boolean => {
  const words = `${branch.name} ${branch.subject} ${branch.author.name} ${branch.item?.key ?? ''}`.toLowerCase();
  if (!words.includes(text.trim().toLowerCase())) return false;
  if (filter === 'attention') return branch.flags.length > 0 && branch.merged === null;
  if (filter === 'merged') return branch.merged !== null;
  if (filter === 'no item') return branch.item === null;
  return true;
};
