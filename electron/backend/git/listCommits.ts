import { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { runGit } from './runGit.ts';

/** One commit as a list shows it. */
export interface ListedCommit {
  readonly revision: Revision;
  readonly parents: readonly Revision[];
  readonly author: { readonly name: string; readonly email: string };
  /** When it was written and when it was committed, in milliseconds. */
  readonly authoredAt: number;
  readonly committedAt: number;
  /** The whole message; its first line is the subject. At most 20,000 characters. */
  readonly message: string;
}

const MESSAGE_MAX = 20_000;

/** The commits that `head` has and `not` have not, newest first; `more` when there are others behind `limit`. */
export const listCommits = async (
  { dir, signal }: InRepository,
  {
    head,
    not = [],
    limit = 1000,
  }: { readonly head: Revision; readonly not?: readonly Revision[]; readonly limit?: number },
): Promise<{ readonly commits: readonly ListedCommit[]; readonly more: boolean }> => {
  const { stdout, truncated } = await runGit({
    dir,
    signal,
    args: [
      'log',
      '-z',
      '--no-show-signature',
      '--no-notes',
      '--no-mailmap',
      '--encoding=UTF-8',
      `--max-count=${limit + 1}`,
      '--format=%H%x01%P%x01%an%x01%ae%x01%at%x01%ct%x01%B',
      '--end-of-options',
      head,
      ...not.map((each) => `^${each}`),
      '--',
    ],
  });
  const records = stdout.toString('utf8').split('\0');
  const whole = truncated ? records.slice(0, -1) : records;
  const commits = whole.flatMap((record): ListedCommit[] => {
    const [revision, parents = '', name = '', email = '', authored, committed, ...message] = record.split('\x01');
    const found = Revision.safeParse(revision);
    if (!found.success) return [];
    return [
      {
        revision: found.data,
        parents: parents.split(' ').flatMap((each) => Revision.safeParse(each).data ?? []),
        author: { name, email },
        authoredAt: Number(authored) * 1000,
        committedAt: Number(committed) * 1000,
        message: message.join('\x01').slice(0, MESSAGE_MAX),
      },
    ];
  });
  return { commits: commits.slice(0, limit), more: truncated || commits.length > limit };
};
