import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { composeGround } from './composeGround.ts';
import { debianRoot, isDebianRootBuilt } from './debianRoot.ts';
import { freePorts } from './freePorts.ts';
import { createRepository } from './groundRepository.ts';
import { createGuestMachine } from './guestMachine.ts';
import type { GroundHost, GroundOptions, GroundPaths, ProvingGround } from './provingGround.ts';
import { mustRun } from './runProcess.ts';
import { groundPrefix, sweepGroundFolders } from './sweepGrounds.ts';

const UNIT = 'orders-api';
/** Users of debianRoot.ts. */
const DEPLOY = 1000;

const paths: GroundPaths = {
  origin: '/srv/git/orders.git',
  checkout: '/home/deploy/orders',
  app: '/srv/orders/app',
  home: '/home/deploy',
  developer: '/srv/developer/orders',
  authorizedKeys: '/home/deploy/.ssh/authorized_keys',
  nginxConfig: '/etc/nginx/conf.d/orders.conf',
  sudoRules: '/etc/sudoers.d/deploy',
  switch: '/var/lib/orders-api/switch',
};
const appDisk = '/srv/orders';

const SUDO_RULES = `deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart ${UNIT}
deploy ALL=(root) NOPASSWD: /usr/bin/systemctl reload nginx
deploy ALL=(root) NOPASSWD: /usr/sbin/nginx -t
`;

const TOOLS = ['systemd-nspawn', 'nsenter', 'unshare', 'setpriv', 'flock', 'git', 'ssh-keygen'];

const isInPath = (program: string): boolean =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .concat('/usr/sbin', '/sbin')
    .some((folder) => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

/** Why a guest does not start here, found by starting one; null when it does. */
const whyNoGuest = async (): Promise<string | null> => {
  const folder = mkdtempSync(join(tmpdir(), groundPrefix));
  mkdirSync(join(folder, 'upper'));
  try {
    const machine = await createGuestMachine({ folder, root: await debianRoot(), name: basename(folder), disks: {} });
    try {
      await machine.boot();
      return (await machine.exec('true', [])).code === 0 ? null : 'no command can be run in a guest';
    } finally {
      await machine.dispose();
    }
  } catch (error) {
    return `a guest does not start here (${lastLine(error)})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const lastLine = (error: unknown): string => String(error).trim().split('\n').at(-1) ?? '';

const findWhyNoVps = async (): Promise<string | null> => {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'this is not root';
  const missing = TOOLS.filter((tool) => !isInPath(tool));
  if (missing.length > 0) return `${missing.join(', ')} is missing`;
  if (!isDebianRootBuilt() && !isInPath('mmdebstrap')) return 'mmdebstrap is missing';
  try {
    await debianRoot();
  } catch (error) {
    return `its Debian root could not be built (${lastLine(error)})`;
  }
  return whyNoGuest();
};

let known: Promise<string | null> | null = null;

/** Why this machine cannot hold a VPS, in words that follow "because"; null when it can. Tried once in a process. */
export const whyNoVps = (): Promise<string | null> => {
  known ??= findWhyNoVps();
  return known;
};

const source = (name: string, ports: { readonly nginx: number; readonly app: number }): string =>
  readFileSync(join(import.meta.dirname, 'app', name), 'utf8')
    .replaceAll('@APP_PORT@', String(ports.app))
    .replaceAll('@NGINX_PORT@', String(ports.nginx));

/** Starts a Debian server of its own; resolves when the app answers through nginx. About two seconds once the root is built. */
export const startVpsGround = async ({ diskMegabytes }: GroundOptions = {}): Promise<ProvingGround> => {
  const root = await debianRoot();
  const [ssh = 0, nginx = 0, app = 0] = await freePorts(3);
  sweepGroundFolders();
  const folder = mkdtempSync(join(tmpdir(), groundPrefix));
  chmodSync(folder, 0o711);
  const keys = join(folder, 'keys');
  const upper = join(folder, 'upper');
  mkdirSync(keys, { mode: 0o700 });

  const onDisk = (path: string) => join(upper, path);
  const put = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(onDisk(path)), { recursive: true });
    writeFileSync(onDisk(path), text, { mode });
  };
  const newKey = (path: string) =>
    mustRun('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'proving ground', '-f', path]);
  await newKey(join(keys, 'deploy'));
  await newKey(join(keys, 'host'));
  put('/etc/ssh/ssh_host_ed25519_key', readFileSync(join(keys, 'host'), 'utf8'), 0o600);
  put('/etc/ssh/ssh_host_ed25519_key.pub', readFileSync(join(keys, 'host.pub'), 'utf8'));
  put('/etc/ssh/sshd_config.d/port.conf', `Port ${ssh}\n`);
  put(paths.sudoRules, SUDO_RULES, 0o440);
  put(paths.nginxConfig, source('orders.conf', { nginx, app }));
  put(`/etc/systemd/system/${UNIT}.service`, source('orders-api.service', { nginx, app }));
  mkdirSync(onDisk('/etc/systemd/system/multi-user.target.wants'), { recursive: true });
  symlinkSync(`../${UNIT}.service`, onDisk(`/etc/systemd/system/multi-user.target.wants/${UNIT}.service`));

  const here = { origin: onDisk(paths.origin), developer: onDisk(paths.developer), checkout: onDisk(paths.checkout) };
  const appSource = { name: 'app.py', text: source('app.py', { nginx, app }) };
  const files = {
    'app.py': source('app.py', { nginx, app }),
    VERSION: 'v0\n',
    'requirements.txt': 'fastapi\nuvicorn\n',
  };
  await createRepository(here, paths, files);
  for (const [name, text] of Object.entries(files)) put(join(paths.app, name), text);
  mkdirSync(onDisk(`${paths.home}/.ssh`), { mode: 0o700 });
  put(paths.authorizedKeys, readFileSync(join(keys, 'deploy.pub'), 'utf8'), 0o600);
  const owned = [paths.origin, paths.developer, paths.home, appDisk].map(onDisk);
  await mustRun('chown', ['-R', `${DEPLOY}:${DEPLOY}`, ...owned]);

  const small = diskMegabytes === undefined ? null : { app: appDisk, home: paths.home };
  const machine = await createGuestMachine({
    folder,
    root,
    name: basename(folder),
    disks: small === null ? {} : { [small.app]: diskMegabytes ?? 0, [small.home]: diskMegabytes ?? 0 },
  });

  const asUser = (user: 'root' | 'deploy') =>
    user === 'root'
      ? []
      : ['setpriv', '--reuid=deploy', '--regid=deploy', '--init-groups', 'env', `HOME=${paths.home}`, 'USER=deploy'];
  const exec: GroundHost['exec'] = (command, { user = 'root', stdin } = {}) => {
    const [program = '', ...args] = ['env', '--chdir=/', ...asUser(user), 'sh', '-c', command];
    return machine.exec(program, args, stdin === undefined ? {} : { stdin });
  };
  const pids = (text: string) =>
    text
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(Number);

  const showHostKey = async (name: string) => {
    const key = readFileSync(join(keys, name), 'utf8');
    await ground.mustExec('cat > /etc/ssh/ssh_host_ed25519_key', { stdin: key });
    await ground.mustExec('systemctl restart ssh');
    shown = name;
  };
  let shown = 'host';

  const ground = composeGround({
    kind: 'vps',
    why: null,
    ports: { ssh, nginx, app },
    user: 'deploy',
    privateKeyPath: join(keys, 'deploy'),
    hostKey: () =>
      readFileSync(join(keys, `${shown}.pub`), 'utf8')
        .split(' ')
        .slice(0, 2)
        .join(' '),
    paths,
    unit: UNIT,
    exec,
    path: machine.path,
    appSource,
    brokenApp: { 'app.py': 'import a_module_that_nobody_wrote\n' },
    disks: small,
    swapHostKey: async () => {
      const name = `host-${randomUUID().slice(0, 8)}`;
      await newKey(join(keys, name));
      await showHostKey(name);
      return () => showHostKey('host');
    },
    sessionProcesses: async () =>
      pids(
        await ground.mustExec(
          'main=$(systemctl show -p MainPID --value ssh); pgrep -x sshd | grep -vx "$main" || true',
        ),
      ),
    userProcesses: async () => pids(await ground.mustExec('pgrep -u deploy || true')),
    up: machine.boot,
    cut: machine.kill,
    shutDown: async () => {
      const down = machine.down();
      await exec('systemctl reboot');
      await down;
    },
    dispose: machine.dispose,
    trouble: async () =>
      `${(await exec(`systemctl --no-pager --failed; journalctl --no-pager -b -n 40`).catch(() => null))?.stdout ?? 'it is down'}\n${machine.console()}`,
  });
  try {
    await ground.boot();
  } catch (error) {
    await machine.dispose();
    throw error;
  }
  return ground;
};
