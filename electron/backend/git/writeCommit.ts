import { Revision } from '../../../shared/ids.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { gitText } from './runGit.ts';

/** Writes a commit without a working tree. Nothing points to it until a ref does.
 *
 * It is written as an object, so that neither the settings of this machine nor its environment say whose it is, and nothing signs it. */
export const writeCommit = async (
  dir: string,
  {
    tree,
    parents,
    by,
    at,
    message,
  }: {
    readonly tree: string;
    readonly parents: readonly Revision[];
    /** Author and committer. */
    readonly by: Person;
    /** Milliseconds since 1970. */
    readonly at: number;
    readonly message: string;
  },
  signal?: AbortSignal,
): Promise<Revision> => {
  const who = `${plain(by.name) || 'unknown'} <${plain(by.email)}> ${Math.floor(at / 1000)} +0000`;
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${who}`,
    `committer ${who}`,
    '',
    `${message.replaceAll('\0', '').trim()}\n`,
  ];
  const args = ['hash-object', '-t', 'commit', '-w', '--stdin'];
  return Revision.parse((await gitText({ dir, args, stdin: lines.join('\n'), signal })).trim());
};

/** A name or an address as a commit may hold it. */
const plain = (text: string): string => text.replace(/[\p{Cc}<>]/gu, ' ').trim();
