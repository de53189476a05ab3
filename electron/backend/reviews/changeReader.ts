import { createHash } from 'node:crypto';
import type { Revision } from '../../../shared/ids.ts';
import { coAuthorsOf, distinctPeople } from '../../../shared/reviews/coAuthorsOf.ts';
import type { ChangeCommit } from '../../../shared/reviews/contract.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { listCommits } from '../git/listCommits.ts';
import { countCommits } from '../git/revList.ts';
import { touchedPaths } from '../git/touchedPaths.ts';
import { createRecent } from './createRecent.ts';
import { type Contents, readContents } from './readContents.ts';

/** Commits of a change that are kept and shown. */
const COMMITS_KEPT = 500;
/** Commits whose authors are read; a branch with more of them is no review. */
const COMMITS_READ = 10_000;
const SUBJECT_MAX = 500;
const BODY_MAX = 4_000;
/** Commits of which is remembered what they touched, some hundred bytes each. */
const TOUCHED_KEPT = 5_000;

/** The commits between two revisions: the newest of them, their number, and everybody who wrote one. */
export interface ChangeHistory {
  readonly commits: readonly ChangeCommit[];
  readonly count: number;
  readonly authors: readonly Person[];
}

/** Reads what never changes between two commits, and remembers the last of it. */
export const createChangeReader = () => {
  const contents = createRecent<Contents>(50);
  const touched = new Map<Revision, string | null>();
  return {
    /** What each of some commits touched, as `pathsKey` says it; commits with more files than can be listed are left out. */
    touched: async (dir: string, commits: readonly Revision[]): Promise<ReadonlyMap<Revision, string>> => {
      const unknown = commits.filter((commit) => !touched.has(commit));
      const read = await touchedPaths(dir, unknown);
      for (const commit of unknown) {
        const paths = read.get(commit);
        touched.set(commit, paths === undefined ? null : pathsKey(paths));
      }
      const found = new Map(
        commits.flatMap((commit) => {
          const key = touched.get(commit) ?? null;
          return key === null ? [] : [[commit, key] as const];
        }),
      );
      for (const oldest of touched.keys()) {
        if (touched.size <= TOUCHED_KEPT) break;
        touched.delete(oldest);
      }
      return found;
    },
    contents: (dir: string, from: Revision, to: Revision): Promise<Contents> =>
      contents.get(`${dir}\0${from}\0${to}`, () => readContents(dir, from, to)),
    history: async (dir: string, from: Revision, to: Revision): Promise<ChangeHistory> => {
      const { commits, more } = await listCommits({ dir }, { head: to, not: [from], limit: COMMITS_READ });
      const read = commits.map(({ revision, message, author, authoredAt }): ChangeCommit => {
        const [subject = '', ...body] = message.split('\n');
        return {
          revision,
          subject: subject.slice(0, SUBJECT_MAX),
          body: body.join('\n').trim().slice(0, BODY_MAX),
          author: bounded(author),
          coAuthors: coAuthorsOf(message).map(bounded),
          at: Math.max(0, authoredAt || 0),
        };
      });
      return {
        commits: read.slice(0, COMMITS_KEPT),
        count: more ? await countCommits(dir, from, to) : read.length,
        authors: distinctPeople(read.flatMap(({ author, coAuthors }) => [author, ...coAuthors])),
      };
    },
  };
};
export type ChangeReader = ReturnType<typeof createChangeReader>;

/** A set of paths as one short text: the same for the same paths in any order. */
export const pathsKey = (paths: readonly string[]): string =>
  createHash('sha256').update(paths.toSorted().join('\0')).digest('base64');

const bounded = ({ name, email }: Person): Person => ({ name: name.slice(0, 500), email: email.slice(0, 500) });
