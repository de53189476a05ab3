import { readFileSync } from 'node:fs';
import type { Revision } from '../../shared/ids.ts';
import { shellQuote } from '../../shared/remote/shellQuote.ts';
import type { CommitOptions, GroundHost, GroundPaths } from './provingGround.ts';

/** Puts back what a fault changed. */
export type Undo = () => Promise<void>;

/** Ways to break a ground on purpose. */
export interface GroundFaults {
  /** A tracked file of the checkout is changed by hand. */
  readonly dirtyTree: () => Promise<Undo>;
  /** The checkout has a commit of its own that origin lacks, and origin one that the checkout lacks; gives origin's. */
  readonly diverge: () => Promise<Revision>;
  /** Origin's last commit is replaced by another one; gives the new one. */
  readonly forcePush: () => Promise<Revision>;
  /** nginx's configuration does not parse. */
  readonly breakNginx: () => Promise<Undo>;
  /** Takes the sudo rules away that hold `word`, e.g. `restart` or `nginx -t`. */
  readonly removeSudoRule: (word: string) => Promise<Undo>;
  /** Leaves no byte free on the disk that holds the app folder or the home folder; wants `diskMegabytes`. */
  readonly fillDisk: (which: 'app' | 'home') => Promise<Undo>;
  /** A commit whose app dies when it is imported. */
  readonly commitBrokenImport: () => Promise<Revision>;
  /** Runs a text of shell in the deploy's pull step, before git answers it; what it prints on stderr is in the run's log. */
  readonly duringPull: (text: string) => Promise<Undo>;
  /** What /health does from now on; null is healthy. */
  readonly switchApp: (to: 'unhealthy' | `slow ${number}` | null) => Promise<void>;
  /** The server shows another host key from the next connection on. */
  readonly swapHostKey: () => Promise<Undo>;
  /** Ends the server's side of every SSH connection with SIGKILL; sshd itself lives on. */
  readonly killSessions: () => Promise<void>;
  /** Ends the deploy runner with SIGKILL, not its children; gives how many processes there were. */
  readonly killRunner: () => Promise<number>;
  /** Ends every process of the user who signs in with SIGKILL. */
  readonly killUserProcesses: () => Promise<void>;
}

/** What each kind of ground does its own way. */
export interface GroundFaultsDeps extends GroundHost {
  readonly paths: GroundPaths;
  readonly commit: (options?: CommitOptions) => Promise<Revision>;
  /** Path in the repository of the app's source, with a text that does not import. */
  readonly brokenApp: Readonly<Record<string, string>>;
  readonly disks: Readonly<Record<'app' | 'home', string>> | null;
  readonly swapHostKey: () => Promise<Undo>;
  /** Process ids, as `exec` sees them. */
  readonly sessionProcesses: () => Promise<readonly number[]>;
  readonly userProcesses: () => Promise<readonly number[]>;
}

export const groundFaults = (deps: GroundFaultsDeps): GroundFaults => {
  const { mustExec, path, paths, commit } = deps;
  const checkout = shellQuote(paths.checkout);
  const developer = shellQuote(paths.developer);
  const asDeploy = { user: 'deploy' } as const;

  /** Rewrites a file in place, so that its owner and mode stay. */
  const rewrite = async (file: string, change: (text: string) => string): Promise<Undo> => {
    const before = readFileSync(path(file), 'utf8');
    const write = (text: string) => mustExec(`cat > ${shellQuote(file)}`, { stdin: text });
    await write(change(before));
    return async () => void (await write(before));
  };
  const kill = async (pids: readonly number[]) => {
    if (pids.length > 0) await mustExec(`kill -KILL ${pids.join(' ')} 2>/dev/null || true`);
  };

  return {
    dirtyTree: () => rewrite(`${paths.checkout}/VERSION`, () => 'edited by hand\n'),
    diverge: async () => {
      await mustExec(
        `cd ${checkout} && echo hotfix > HOTFIX && git add HOTFIX && git -c user.name=Olga -c user.email=olga@shop.example commit -qm Hotfix`,
        asDeploy,
      );
      return commit({ message: 'What the team did meanwhile' });
    },
    forcePush: async () => {
      await mustExec(
        `cd ${developer} && git commit -q --amend --reset-author -m Rewritten && git push -qf origin HEAD`,
        asDeploy,
      );
      return (await mustExec(`git -C ${developer} rev-parse HEAD`, asDeploy)).trim() as Revision;
    },
    breakNginx: () => rewrite(paths.nginxConfig, (text) => `${text}\nserver { listen no-port-at-all; }\n`),
    removeSudoRule: (word) =>
      rewrite(paths.sudoRules, (text) =>
        text
          .split('\n')
          .filter((rule) => !rule.includes(word))
          .join('\n'),
      ),
    fillDisk: async (which) => {
      if (deps.disks === null) throw new Error('This ground has no small disks: start it with diskMegabytes.');
      const filler = shellQuote(`${deps.disks[which]}/.filler`);
      await mustExec(`fallocate -l "$(df --output=avail -B1 ${shellQuote(deps.disks[which])} | tail -n 1)" ${filler}`);
      return async () => void (await mustExec(`rm ${filler}`));
    },
    commitBrokenImport: () => commit({ message: 'Import what is not there', files: deps.brokenApp }),
    duringPull: async (text) => {
      const program = `${paths.home}/upload-pack`;
      // The runner names the run to its steps; a fetch of anybody else is not disturbed.
      const script = `#!/bin/sh\nif [ -n "$PITWALL_RUN" ]; then\n${text}\nfi\nexec git-upload-pack "$@"\n`;
      await mustExec(`cat > ${shellQuote(program)} && chmod 755 ${shellQuote(program)}`, {
        ...asDeploy,
        stdin: script,
      });
      const config = `git -C ${checkout} config`;
      await mustExec(`${config} remote.origin.uploadpack ${shellQuote(program)}`, asDeploy);
      return async () => void (await mustExec(`${config} --unset remote.origin.uploadpack`, asDeploy));
    },
    switchApp: async (to) => {
      const file = shellQuote(paths.switch);
      await mustExec(to === null ? `rm -f ${file}` : `echo ${shellQuote(to)} > ${file}`);
    },
    swapHostKey: deps.swapHostKey,
    killSessions: async () => kill(await deps.sessionProcesses()),
    killRunner: async () => {
      const user = await deps.userProcesses();
      const found = await mustExec(
        `for pid in ${user.join(' ')}; do tr '\\0' ' ' 2>/dev/null < /proc/$pid/cmdline | grep -Eq '/bin/runner-[0-9a-f]+ run ' && echo $pid; done; true`,
      );
      const runners = found
        .split('\n')
        .filter((line) => line !== '')
        .map(Number);
      await kill(runners);
      return runners.length;
    },
    killUserProcesses: async () => kill(await deps.userProcesses()),
  };
};
