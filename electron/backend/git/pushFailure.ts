import { GitFailure, lastWords, readGitFailure } from './gitFailure.ts';

/** Reasons that mean: a branch is not where it was seen. The last two come from the server when two push in one moment. */
const MOVED =
  /stale info|fetch first|non-fast-forward|remote ref updated|reference already exists|incorrect old value/i;
const RACE = /cannot lock ref .* (is at|but expected|reference already exists)/i;

/** What the failure of a push means, by its lines for machines (git-push(1), --porcelain) and git's words. */
export const readPushFailure = (code: number | null, stdout: string, stderr: string): GitFailure => {
  const refused = [...stdout.matchAll(/^!\t[^\t\n]*:refs\/heads\/([^\t\n]*)\t\[(.*?)\] \((.*)\)$/gm)].map(
    ([, branch = '', kind = '', reason = '']) => ({ branch, kind, reason }),
  );
  // Of an atomic push every ref is refused; the others only say that one was.
  const [first] = refused.filter(({ reason }) => reason !== 'atomic push failed');
  if (first === undefined) return readGitFailure(['push'], code, stderr);
  const branch = first.branch.replace(/\p{Cc}/gu, ' ').slice(0, 200);
  if (MOVED.test(first.reason) || RACE.test(stderr))
    return new GitFailure(
      'moved',
      `${branch} moved at the origin in between.`,
      'Fetch, look at what is new there, then try again.',
    );
  const words = remoteWords(stderr);
  return new GitFailure(
    'rejected',
    `The git server refused the push to ${branch}: ${first.reason.replace(/\p{Cc}/gu, ' ').slice(0, 200)}.${words === '' ? '' : ` It said: ${words}`}`,
    'Ask who looks after the server about its protected branches and hooks, or merge where it is allowed.',
  );
};

/** What a hook of the server said. */
const remoteWords = (stderr: string): string =>
  lastWords(
    stderr
      .split(/[\r\n]+/)
      .filter((line) => line.startsWith('remote:'))
      .map((line) => line.slice('remote:'.length).replace(/^\s*error: hook declined.*$/, ''))
      .join('\n'),
  );
