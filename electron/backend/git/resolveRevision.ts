import { Revision } from '../../../shared/ids.ts';
import { GitFailure } from './gitFailure.ts';
import { gitText } from './runGit.ts';

export interface InRepository {
  readonly dir: string;
  readonly signal?: AbortSignal | undefined;
}

/** The commit that a name (a ref, a tag, a revision) leads to; null when there is none. */
export const resolveRevision = async ({ dir, signal }: InRepository, name: string): Promise<Revision | null> => {
  if (name === '' || /[\0\n]/.test(name)) return null;
  const text = await gitText({
    dir,
    signal,
    args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`],
    expect: [0, 1, 128],
  });
  const found = Revision.safeParse(text.trim().split('\n').at(-1));
  return found.success ? found.data : null;
};

/** As resolveRevision; throws when there is no such commit. */
export const needRevision = async (where: InRepository, name: string): Promise<Revision> => {
  const found = await resolveRevision(where, name);
  if (found !== null) return found;
  const shown = name.replace(/\p{Cc}/gu, ' ').slice(0, 120);
  throw new GitFailure('unknown-revision', `The repository has no commit “${shown}”.`, 'Fetch, then try again.');
};
