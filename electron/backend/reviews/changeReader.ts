import type { Revision } from '../../../shared/ids.ts';
import { coAuthorsOf, distinctPeople } from '../../../shared/reviews/coAuthorsOf.ts';
import type { ChangeCommit } from '../../../shared/reviews/contract.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import { listCommits } from '../git/listCommits.ts';
import { countCommits } from '../git/revList.ts';
import { createRecent } from './createRecent.ts';
import { type Contents, readContents } from './readContents.ts';

/** Commits of a change that are kept and shown. */
const COMMITS_KEPT = 500;
/** Commits whose authors are read; a branch with more of them is no review. */
const COMMITS_READ = 10_000;
const SUBJECT_MAX = 500;
const BODY_MAX = 4_000;

/** The commits between two revisions: the newest of them, their number, and everybody who wrote one. */
export interface ChangeHistory {
  readonly commits: readonly ChangeCommit[];
  readonly count: number;
  readonly authors: readonly Person[];
}

/** Reads what never changes between two commits, and remembers the last of it. */
export const createChangeReader = () => {
  const contents = createRecent<Contents>(50);
  return {
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

const bounded = ({ name, email }: Person): Person => ({ name: name.slice(0, 500), email: email.slice(0, 500) });
