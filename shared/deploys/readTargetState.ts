import type { ErrorData } from '../errors.ts';
import { Revision } from '../ids.ts';
import type { EnvironmentSettings } from '../projects/environment.ts';
import type { Commit, TargetState } from './contract.ts';
import type { SectionAnswer } from './targetStateAnswer.ts';
import { readTargetSections } from './targetStateAnswer.ts';
import { COMMITS_LISTED } from './targetStateCommand.ts';

/** The target answered, but its state cannot be told: `message` is for people, `cause` for code. */
export interface TargetTrouble {
  readonly ok: false;
  readonly message: string;
  readonly data: ErrorData<'TARGET'>;
}
export type TargetReading =
  | { readonly ok: true; readonly state: Omit<TargetState, 'lockedBy' | 'readAt'>; readonly incomplete: boolean }
  | TargetTrouble;

const trouble = (cause: string, message: string, act: string): TargetTrouble => ({
  ok: false,
  message,
  data: { cause, act },
});

const revision = (text: string | undefined): Revision | null => Revision.safeParse(text?.trim()).data ?? null;

/** What a program said that matters, on one line and at most 300 characters: a server's words are not trusted to be short.
 *
 * git says what went wrong in lines that begin with `fatal:` or `error:`, and often some general advice after them; without such lines the
 * last three count. */
const lastWords = (answer: SectionAnswer): string => {
  const lines = answer.text.trim().split('\n');
  const causes = lines.filter((line) => /^(fatal|error): /.test(line));
  const words = causes.length > 0 ? causes.slice(0, 3) : lines.slice(-3);
  return (
    words
      .join(' · ')
      .replace(/\p{Cc}/gu, ' ')
      .slice(0, 300) || 'git said nothing'
  );
};

const readCommit = (line: string): Commit | null => {
  const [id, at, author, ...subject] = line.split('\x1f');
  const commit = revision(id);
  if (commit === null || !/^\d+$/.test(at ?? '')) return null;
  return { revision: commit, at: Number(at) * 1000, author: author ?? '', subject: subject.join(' ') };
};

const marker = (text: string, field: string): string | undefined => new RegExp(`^${field}=(.*)$`, 'm').exec(text)?.[1];

/** Reads the answer to `targetStateCommand`.
 *
 * `asked` and `answered` are our clock before and after the call, in milliseconds; the skew is the server's clock minus their middle. */
export const readTargetState = (
  output: string,
  nonce: string,
  settings: EnvironmentSettings,
  { asked, answered }: { readonly asked: number; readonly answered: number },
): TargetReading => {
  const sections = readTargetSections(output, nonce);
  if (sections === null)
    return trouble('cut', 'The target’s answer was cut short.', 'Try again; if it repeats, run "Test connection".');
  if (sections.checkout.code !== 0) {
    const words = lastWords(sections.checkout);
    return trouble(
      'repository',
      `${settings.repositoryPath} is not a usable git checkout on the target: ${words}`,
      'Clone the repository there, or correct the repository path of the environment.',
    );
  }
  if (sections.fetch.code !== 0)
    return trouble(
      'fetch',
      `The target could not fetch branch ${settings.branch} from origin: ${lastWords(sections.fetch)}`,
      'See that the branch exists and that the target’s user can read origin without a password (a deploy key).',
    );
  const head = revision(sections.head.text);
  if (head === null)
    return trouble(
      'head',
      `Origin has no branch ${settings.branch}.`,
      'Push the branch, or choose another one for the environment.',
    );
  const running = sections.running.code === 0 ? revision(marker(sections.running.text, 'revision')) : null;
  const at = Number(marker(sections.running.text, 'at'));
  const commits = sections.commits.text
    .split('\n')
    .map(readCommit)
    .filter((commit) => commit !== null);
  return {
    ok: true,
    incomplete: sections.running.code === 0 && running === null,
    state: {
      running,
      runningSubject: running === null ? null : sections.runningSubject.text.trim(),
      runningSince: running !== null && Number.isSafeInteger(at) && at > 0 ? at : null,
      checkout: revision(sections.checkout.text),
      head,
      headSubject: sections.headSubject.text.trim(),
      commits: commits.slice(0, COMMITS_LISTED),
      // What runs may be gone from the checkout; then nobody can say what lies between.
      truncated: commits.length > COMMITS_LISTED || sections.commits.code !== 0,
      removed: Number.parseInt(sections.removed.text, 10) || 0,
      unitState: sections.unit.code === 0 ? sections.unit.text.trim().slice(0, 40) || 'unknown' : 'unknown',
      clockSkew: Math.round(Number(sections.clock.text.trim()) - (asked + answered) / 2) || 0,
    },
  };
};
