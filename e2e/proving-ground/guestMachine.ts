import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { endWithProcess } from './endWithProcess.ts';
import { type ProcessOptions, type ProcessResult, runProcess } from './runProcess.ts';
import { isLeftOver } from './sweepGrounds.ts';
import { waitUntil } from './waitUntil.ts';

/** A Debian system in a container: systemd as its process 1, the host's network, a disk of its own over a shared root. */
export interface GuestMachine {
  readonly isUp: () => boolean;
  /** Starts it; resolves when its process 1 is there, long before its services are. */
  readonly boot: () => Promise<void>;
  /** Ends every process in it at once. */
  readonly kill: () => Promise<void>;
  /** Resolves when it has gone down by itself: a reboot or poweroff from inside. */
  readonly down: () => Promise<void>;
  /** Runs a program in it as root. */
  readonly exec: (program: string, args: readonly string[], options?: ProcessOptions) => Promise<ProcessResult>;
  /** Where the guest's file lies for this process, while the guest is up. */
  readonly path: (inGuest: string) => string;
  /** What it printed on its console since it was made. */
  readonly console: () => string;
  readonly dispose: () => Promise<void>;
}

export interface GuestMachineOptions {
  /** Holds `upper/`, whose files lie over the root's from the first boot on; everything of the guest is kept in here. */
  readonly folder: string;
  /** The shared root, never written to. */
  readonly root: string;
  readonly name: string;
  /** Paths in the guest that are small disks of their own, with their size in MiB. They outlive a power cut, not the machine. */
  readonly disks: Readonly<Record<string, number>>;
}

/** Mounts in a namespace of its own, which ends with this process: nothing is left to unmount. Ends when its stdin does. */
const KEEPER = `set -eu
root=$1 folder=$2
shift 2
mkdir -p "$folder/work" "$folder/root" /run/systemd/nspawn
mount -t tmpfs tmpfs /run/systemd/nspawn
if ! mount -t overlay overlay -o "lowerdir=$root,upperdir=$folder/upper,workdir=$folder/work" "$folder/root" 2>/dev/null; then
  mkdir "$folder/memory"
  mount -t tmpfs tmpfs "$folder/memory"
  mkdir "$folder/memory/work"
  cp -a "$folder/upper" "$folder/memory/upper"
  mount -t overlay overlay -o "lowerdir=$root,upperdir=$folder/memory/upper,workdir=$folder/memory/work" "$folder/root"
fi
for disk; do
  path=$folder/root/\${disk#*:}
  mkdir -p "$path" "$folder/files"
  cp -a "$path/." "$folder/files"
  mount -t tmpfs -o "size=\${disk%%:*}m" tmpfs "$path"
  cp -a "$folder/files/." "$path"
  rm -rf "$folder/files"
done
echo ready
exec cat >/dev/null
`;

/** Where this machine lets a guest have cgroups of its own: two guests in one would end each other's services. */
const cgroupParents = (): readonly string[] => {
  const own = new Map(
    readFileSync('/proc/self/cgroup', 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/:(.*?):/).filter((part) => part !== '0') as [string, string]),
  );
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const [before, after] = line.split(' - ');
      const mountPoint = before?.split(' ')[4] ?? '';
      if (after?.startsWith('cgroup2 ')) return [join(mountPoint, own.get('') ?? '/')];
      if (after?.startsWith('cgroup ') && after.includes('name=systemd'))
        return [join(mountPoint, own.get('name=systemd') ?? '/')];
      return [];
    });
};

const removeCgroup = (path: string): void => {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) removeCgroup(join(path, entry.name));
  rmdirSync(path);
};

const firstProcessOf = (supervisor: number): number | null => {
  const children = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').trim().split(/\s+/);
  const isFirst = (pid: string) =>
    pid !== '' &&
    /^NSpid:.*\t1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) &&
    readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('systemd');
  return Number(children.find(isFirst) ?? 0) || null;
};

export const createGuestMachine = async (options: GuestMachineOptions): Promise<GuestMachine> => {
  const { folder, root, name, disks } = options;
  const consolePath = join(folder, 'console.log');
  const rootPath = join(folder, 'root');
  const parents = cgroupParents();
  for (const parent of parents)
    for (const other of readdirSync(parent)) if (isLeftOver(other)) removeCgroup(join(parent, other));
  const cgroups = parents.map((parent) => join(parent, name));
  for (const cgroup of cgroups) mkdirSync(cgroup, { recursive: true });

  const keeper = spawn(
    'unshare',
    ['--mount', '--propagation', 'private', 'sh', '-c', KEEPER, 'keeper', root, folder].concat(
      Object.entries(disks).map(([path, size]) => `${size}:${path}`),
    ),
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await Promise.race([
    once(keeper.stdout, 'data'),
    once(keeper, 'exit').then(() => Promise.reject(new Error('The guest’s disks could not be mounted.'))),
  ]);

  let supervisor: { readonly process: ChildProcess; readonly over: Promise<void>; readonly first: number } | null =
    null;

  const endAtOnce = () => {
    if (supervisor !== null) {
      try {
        process.kill(supervisor.first, 'SIGKILL');
      } catch {
        // It was gone already.
      }
      supervisor.process.kill('SIGKILL');
    }
    keeper.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const forget = endWithProcess(endAtOnce);

  const start = [
    'for cgroup in $CGROUPS; do echo $$ > "$cgroup/cgroup.procs"; done',
    'exec nsenter --mount --target "$KEEPER" -- setpriv --pdeathsig TERM systemd-nspawn --quiet --settings=no --register=no --keep-unit' +
      ' --link-journal=no --resolv-conf=off --timezone=off --console=pipe --boot --machine="$NAME" --hostname=shop1 --directory="$ROOT"',
  ].join('\n');

  const boot = async () => {
    const output = openSync(consolePath, 'a');
    const child = spawn('sh', ['-c', start], {
      stdio: ['ignore', output, output],
      env: {
        PATH: process.env.PATH ?? '/usr/sbin:/usr/bin:/sbin:/bin',
        CGROUPS: cgroups.join(' '),
        KEEPER: String(keeper.pid),
        NAME: name,
        ROOT: rootPath,
      },
    });
    closeSync(output);
    const over = once(child, 'exit').then(() => {
      supervisor = null;
    });
    const first = await waitUntil('the guest has a process 1', () => {
      if (child.exitCode !== null) return 'ended' as const;
      return firstProcessOf(child.pid ?? 0);
    });
    if (first === 'ended') throw new Error(`The guest did not start:\n${readFileSync(consolePath, 'utf8')}`);
    supervisor = { process: child, over, first };
  };

  const running = () => {
    if (supervisor === null) throw new Error('The guest is down.');
    return supervisor;
  };

  const down = () => supervisor?.over ?? Promise.resolve();
  const kill = async () => {
    if (supervisor === null) return;
    const { over, first } = supervisor;
    process.kill(first, 'SIGKILL');
    await over;
  };

  return {
    isUp: () => supervisor !== null,
    boot,
    kill,
    down,
    exec: (program, args, given) =>
      runProcess(
        'nsenter',
        ['--target', String(running().first), '--mount', '--uts', '--ipc', '--pid', '--cgroup', '--', program, ...args],
        { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', HOME: '/root' }, ...given },
      ),
    path: (inGuest) => join(`/proc/${running().first}/root`, inGuest),
    console: () => readFileSync(consolePath, 'utf8'),
    dispose: async () => {
      forget();
      await kill();
      const gone = once(keeper, 'exit');
      keeper.stdin.end();
      await gone;
      for (const cgroup of cgroups) removeCgroup(cgroup);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
