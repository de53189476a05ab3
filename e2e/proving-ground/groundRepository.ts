import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Revision } from '../../shared/ids.ts';
import { shellQuote } from '../../shared/remote/shellQuote.ts';
import type { CommitOptions, GroundHost, GroundPaths } from './provingGround.ts';
import { mustRun } from './runProcess.ts';

/** Git as on a machine where nobody configured anything. */
const UNCONFIGURED = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  // Every ground begins at the same commit, so that what is pushed to one can be pushed to another.
  GIT_AUTHOR_DATE: '2026-01-05T09:00:00Z',
  GIT_COMMITTER_DATE: '2026-01-05T09:00:00Z',
  PATH: process.env.PATH ?? '/usr/bin:/bin',
};

/** Makes origin, the developer's clone and the target's checkout with a first commit of `files`, as paths of this machine. */
export const createRepository = async (
  paths: Pick<GroundPaths, 'origin' | 'developer' | 'checkout'>,
  /** Where each of them will lie for the ground itself. */
  onGround: Pick<GroundPaths, 'origin'>,
  files: Readonly<Record<string, string>>,
): Promise<void> => {
  const git = (...args: string[]) => mustRun('git', args, { env: UNCONFIGURED });
  for (const path of [paths.origin, paths.developer, paths.checkout]) mkdirSync(dirname(path), { recursive: true });
  await git('init', '--quiet', '--bare', '--initial-branch=main', paths.origin);
  await git('init', '--quiet', '--initial-branch=main', paths.developer);
  const developer = (...args: string[]) => git('-C', paths.developer, ...args);
  await developer('config', 'user.name', 'Dana Developer');
  await developer('config', 'user.email', 'dana@shop.example');
  await developer('config', 'gc.auto', '0');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(paths.developer, name)), { recursive: true });
    writeFileSync(join(paths.developer, name), content);
  }
  await developer('add', '--all');
  await developer('commit', '--quiet', '--message', 'Take orders');
  await developer('remote', 'add', 'origin', paths.origin);
  await developer('push', '--quiet', 'origin', 'main');
  await git('clone', '--quiet', paths.origin, paths.checkout);
  for (const clone of [paths.developer, paths.checkout])
    await git('-C', clone, 'remote', 'set-url', 'origin', onGround.origin);
};

export interface GroundRepository {
  readonly commit: (options?: CommitOptions) => Promise<Revision>;
  readonly head: (branch?: string) => Promise<Revision>;
  readonly versionOf: (revision: Revision) => Promise<string>;
}

/** The developer's side of a ground's repository, while the ground is up. */
export const groundRepository = ({ mustExec, path }: GroundHost, paths: GroundPaths): GroundRepository => {
  const { developer, origin } = paths;
  const git = (clone: string, command: string) =>
    mustExec(`git -C ${shellQuote(clone)} ${command}`, { user: 'deploy' }).then((said) => said.trim());
  let made = 0;

  const write = (name: string, content: string | Buffer | null) => {
    const target = path(join(developer, name));
    if (content === null) return rmSync(target);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  };

  const commit = async ({ message, files = {}, branch = 'main' }: CommitOptions = {}): Promise<Revision> => {
    made += 1;
    const version = `v${made}-${randomUUID().slice(0, 8)}`;
    const name = shellQuote(branch);
    await git(developer, `switch --quiet ${name}`).catch(() => git(developer, `switch --quiet --create ${name} main`));
    for (const [file, content] of Object.entries({ VERSION: `${version}\n`, ...files })) write(file, content);
    await mustExec(`chown -R "$(stat -c %u:%g ${shellQuote(developer)}/.git)" ${shellQuote(developer)}`);
    await git(developer, 'add --all');
    await git(developer, `commit --quiet --message ${shellQuote(message ?? `Release ${version}`)}`);
    await git(developer, `push --quiet origin ${shellQuote(`refs/heads/${branch}`)}`);
    return Revision.parse(await git(developer, 'rev-parse HEAD'));
  };

  return {
    commit,
    head: async (branch = 'main') =>
      Revision.parse(await git(origin, `rev-parse ${shellQuote(`refs/heads/${branch}`)}`)),
    versionOf: (revision) => git(origin, `show ${revision}:VERSION`),
  };
};
