import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type GitConfig, gitEnvironment, inFolder } from './gitEnvironment.ts';
import { readGitFailure } from './gitFailure.ts';
import { spawnGit } from './spawnGit.ts';

/** What the configuration of the user and of one repository asks for, after what a repository may not ask for is taken out. */
export interface QuietConfig {
  readonly overrides: GitConfig;
  readonly sshCommand: string;
}

/** BatchMode: a passphrase or an unknown host is an error with a message, never a question that nobody sees. */
const SSH = 'ssh -o BatchMode=yes';

/** What stands for a command in a named section, and what takes its place: `false` makes a merge by it a conflict. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^merge\..*\.driver$/s, 'false'],
  [/^filter\..*\.(clean|smudge|process)$/s, ''],
  [/^filter\..*\.required$/s, 'false'],
  [/^diff\..*\.(command|textconv)$/s, ''],
  [/^protocol\.(?!(https|ssh|git|file)\.).*\.allow$/s, 'never'],
  [/^remote\..*\.vcs$/s, ''],
  [/^remote\..*\.uploadpack$/s, 'git-upload-pack'],
  [/^remote\..*\.receivepack$/s, 'git-receive-pack'],
  [/^remote\..*\.proxy$/s, ''],
  [/^(gpg\.program|gpg\..*\.program)$/s, 'false'],
];

const parse = (
  listing: string,
): readonly { readonly scope: string; readonly key: string; readonly value: string }[] => {
  const parts = listing.split('\0');
  const entries = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [key = '', ...value] = (parts[at + 1] ?? '').split('\n');
    entries.push({ scope: parts[at] ?? '', key, value: value.join('\n') });
  }
  return entries;
};

/** The overrides for a listing by `git config --list -z --show-scope`. Pure. */
export const quietConfigOf = (listing: string): QuietConfig => {
  const entries = parse(listing);
  const isTheirs = ({ scope }: { readonly scope: string }) => scope === 'local' || scope === 'worktree';
  const theirs = entries.filter(isTheirs);
  const users = entries.filter((entry) => !isTheirs(entry) && entry.scope !== 'command');
  const named = theirs.flatMap(({ key }) => {
    const found = NAMED.find(([pattern]) => pattern.test(key));
    return found === undefined ? [] : [[key, found[1]] as const];
  });
  // An empty helper forgets all before it; those of the user follow it again.
  const helpers = theirs.filter(({ key }) => /^credential\.(.*\.)?helper$/s.test(key));
  const credentials = helpers.flatMap(({ key }) => [
    [key, ''] as const,
    ...users.filter((entry) => entry.key === key).map(({ value }) => [key, value] as const),
  ]);
  return {
    overrides: [...named, ...credentials],
    sshCommand: users.findLast(({ key }) => key === 'core.sshcommand')?.value || SSH,
  };
};

const known = new Map<string, { readonly stamp: string; readonly config: QuietConfig }>();

const stampOf = (dir: string): string =>
  ['config', 'config.worktree', join('.git', 'config'), '.git']
    .map((name) => {
      try {
        const { mtimeMs, size, ino } = statSync(join(dir, name));
        return `${mtimeMs}:${size}:${ino}`;
      } catch {
        return '-';
      }
    })
    .join(' ');

/** Reads the configuration that counts in `dir` (null: outside of any repository). Listing it runs nothing; it is read again when it changes. */
export const readQuietConfig = async (
  dir: string | null,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<QuietConfig> => {
  const key = `${dir ?? ''}\0${env.HOME ?? ''}`;
  const stamp = dir === null ? '' : stampOf(dir);
  const before = known.get(key);
  if (before?.stamp === stamp) return before.config;
  const args = ['config', '--list', '-z', '--show-scope', '--includes'];
  const { code, stdout, stderr } = await spawnGit({
    cwd: dir ?? undefined,
    args,
    env: { ...gitEnvironment(env, [], SSH), ...inFolder(dir) },
    stdin: '',
    signal,
    maxBytes: 4_000_000,
    timeoutMs: 20_000,
    onStderr: undefined,
  });
  if (code !== 0) throw readGitFailure(args, code, stderr);
  const config = quietConfigOf(stdout.toString('utf8'));
  if (known.size > 200) known.clear();
  known.set(key, { stamp, config });
  return config;
};
