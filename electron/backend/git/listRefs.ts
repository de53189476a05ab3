import { Revision } from '../../../shared/ids.ts';
import type { InRepository } from './resolveRevision.ts';
import { gitText } from './runGit.ts';

/** A ref with the commit it leads to. */
export interface ListedRef {
  /** The whole name, e.g. `refs/remotes/origin/main`. */
  readonly ref: string;
  readonly head: Revision;
  readonly subject: string;
  readonly author: { readonly name: string; readonly email: string };
  /** When it was committed, in milliseconds. */
  readonly at: number;
}

/** Refs below the given prefixes (e.g. `refs/heads`), by one command. A ref that leads to no commit, and a symbolic one, are left out. */
export const listRefs = async (
  { dir, signal }: InRepository,
  prefixes: readonly string[],
): Promise<readonly ListedRef[]> => {
  const fields = [
    'refname',
    'symref',
    'objecttype',
    'objectname',
    '*objectname',
    'authorname',
    'authoremail:trim',
    'committerdate:unix',
    '*committerdate:unix',
    'contents:subject',
  ];
  const text = await gitText({
    dir,
    signal,
    args: ['for-each-ref', `--format=${fields.map((field) => `%(${field})`).join('%00')}%00`, '--', ...prefixes],
  });
  return text.split('\0\n').flatMap((record) => {
    const [ref = '', symref, type, name, peeled, author = '', email = '', at, peeledAt, subject = ''] =
      record.split('\0');
    const head = Revision.safeParse(type === 'commit' ? name : peeled);
    if (!head.success || symref !== '') return [];
    return [{ ref, head: head.data, subject, author: { name: author, email }, at: Number(at || peeledAt || 0) * 1000 }];
  });
};
