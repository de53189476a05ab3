import type { GitCause } from '../../../shared/branches/gitCauses.ts';
import { Failure } from '../../../shared/errors.ts';

/** What git or the way to the remote refused; crosses the wire as the error GIT. */
export class GitFailure extends Failure<'GIT'> {
  constructor(cause: GitCause, message: string, act: string) {
    super('GIT', message, { cause, act });
    this.name = 'GitFailure';
  }
  override get cause(): GitCause {
    return this.data.cause;
  }
}

/** A URL's user and password never reach a message. */
export const withoutUrlSecrets = (text: string): string =>
  text.replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@');

/** git's own last words on one line: without progress, control characters and the advice it adds. */
export const lastWords = (stderr: string): string =>
  withoutUrlSecrets(stderr)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter(
      (line) =>
        line !== '' &&
        !/^(hint|warning|remote: (Enumerating|Counting|Compressing)|Cloning into|Please make sure you have|and the repository exists)/i.test(
          line,
        ),
    )
    .slice(-3)
    .join(' · ')
    .slice(0, 600);

interface Known {
  readonly cause: GitCause;
  readonly says: RegExp;
  readonly message: string;
  readonly act: string;
}

/** What git says in the C locale, the most telling first (git 2.38 to 2.50; OpenSSH 9). */
const known: readonly Known[] = [
  {
    cause: 'host-key',
    says: /host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    message: 'The host key of the git server is not known, or has changed.',
    act: 'Connect once by “ssh” in a terminal, compare the fingerprint with the one your git server publishes, then try again.',
  },
  {
    cause: 'sign-in',
    says: /permission denied \(|authentication failed|could not read (username|password)|invalid credentials|terminal prompts disabled|returned error: 40[13]/i,
    message: 'The git server did not accept the sign-in.',
    act: 'Load your key into the SSH agent for an ssh address, or store a token for an https address.',
  },
  {
    cause: 'offline',
    says: /could not resolve (host|proxy)|name or service not known|temporary failure in name resolution|network is unreachable|no route to host|connection (refused|timed out|reset)|failed to connect|operation timed out|couldn't connect|remote end hung up|early eof|unexpected disconnect/i,
    message: 'The git server cannot be reached.',
    act: 'Check the network and the address; what is shown is from the last fetch.',
  },
  {
    cause: 'no-remote',
    says: /does not appear to be a git repository|repository .* (not found|does not exist)|project you were looking for could not be found|returned error: 404|no such remote/i,
    message: 'There is no git repository at this address, or you may not see it.',
    act: 'Check the address and that your account has access.',
  },
  {
    cause: 'owner',
    says: /dubious ownership/i,
    message: 'The folder belongs to somebody else, so git does not trust it.',
    act: 'Take a folder of your own, or let Pitwall clone the repository.',
  },
  {
    cause: 'not-a-repository',
    says: /not a git repository|cannot change to/i,
    message: 'The folder is no git repository (any more).',
    act: 'Choose the folder again on the settings of the repository, or let Pitwall clone it.',
  },
  {
    cause: 'locked',
    says: /unable to create '.*\.lock'|cannot lock ref|another git process/i,
    message: 'Another git process holds or has just moved this reference.',
    act: 'Try again. If it stays so and no git is at work, one was killed: in a folder of yours remove the .lock file that is named; in its own clone Pitwall does that after five minutes.',
  },
  {
    cause: 'rejected',
    says: /\[(remote )?rejected\]|stale info|failed to push|pre-receive hook declined|protected branch/i,
    message: 'The git server refused the push.',
    act: 'Fetch, look at what changed there, then try again.',
  },
  {
    cause: 'protocol',
    says: /transport '.*' not allowed/i,
    message: 'This kind of address is not allowed.',
    act: 'Use an https, ssh or git address, or a folder.',
  },
  {
    cause: 'no-space',
    says: /no space left on device|disk quota exceeded|read-only file system/i,
    message: 'The disk is full or cannot be written.',
    act: 'Free some space, then try again.',
  },
  {
    cause: 'corrupt',
    says: /object file .* is empty|loose object .* corrupt|bad object|missing (blob|tree|commit)|unable to read (tree|sha1)|packfile .* (is corrupt|cannot be)/i,
    message: 'Objects of the repository are missing or damaged.',
    act: 'Fetch again; if that does not help, remove the clone in the settings and clone anew.',
  },
];

/** The one place where git's words become a failure. */
export const readGitFailure = (args: readonly string[], code: number | null, stderr: string): GitFailure => {
  const words = lastWords(stderr);
  const found = known.find(({ says }) => says.test(stderr));
  // git explains at length what a lock is; its name is all that is needed.
  const lock = /unable to create '([^'\n]*\.lock)'/i.exec(stderr)?.[1]?.replace(/\p{Cc}/gu, ' ');
  if (lock !== undefined && found?.cause === 'locked')
    return new GitFailure('locked', `${found.message} Its lock is ${lock.slice(0, 1000)}.`, found.act);
  const said = words === '' ? '' : ` git said: ${words}${/[.!?]$/.test(words) ? '' : '.'}`;
  if (found !== undefined) return new GitFailure(found.cause, `${found.message}${said}`, found.act);
  const name = args.find((arg) => /^[a-z-]+$/.test(arg) && !arg.startsWith('-')) ?? 'git';
  return new GitFailure(
    'other',
    `git ${name} ended with status ${code ?? 'none'}.${said}`,
    'Pitwall’s own log has the detail; try again, or look at the repository with git.',
  );
};
