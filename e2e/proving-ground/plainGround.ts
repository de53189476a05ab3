import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { composeGround } from './composeGround.ts';
import { endWithProcess } from './endWithProcess.ts';
import { freePorts } from './freePorts.ts';
import { createRepository } from './groundRepository.ts';
import { createPlainServices } from './plainServices.ts';
import type { GroundPaths, ProvingGround } from './provingGround.ts';
import { mustRun, runProcess } from './runProcess.ts';
import { groundPrefix, sweepGroundFolders } from './sweepGrounds.ts';
import { waitUntil } from './waitUntil.ts';

const UNIT = 'orders-api';
const STAND_INS = ['systemctl', 'nginx', 'journalctl', 'sudo'];

const SUDO_RULES = ['/usr/bin/systemctl restart orders-api', '/usr/bin/systemctl reload nginx', '/usr/sbin/nginx -t']
  .map((command) => `deploy ALL=(root) NOPASSWD: ${command}\n`)
  .join('');

/** Every session begins here, whatever shell and home the user of this machine has. */
const ENTER = `#!/bin/sh
cd "$HOME" && exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
`;

const SSHD = '/usr/sbin/sshd';
/** sshd started by root refuses to run without it; a service manager would make it. */
const SSHD_NEEDS = '/run/sshd';

const processes = (): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

const readProcess = (pid: number, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // It has ended, or belongs to somebody else.
  }
};

const parentOf = (pid: number): number => Number(/^PPid:\s*(\d+)$/m.exec(readProcess(pid, 'status'))?.[1] ?? 0);

const descendsFrom = (pid: number, ancestor: number): boolean => {
  for (let above = parentOf(pid); above > 1; above = parentOf(above)) if (above === ancestor) return true;
  return false;
};

/** Why there can be no plain ground here, in words that follow "because"; null when there can. */
export const whyNoPlainGround = (): string | null => {
  if (process.platform !== 'linux') return 'this is not Linux';
  return existsSync(SSHD) ? null : 'sshd is missing';
};

/** Starts a ground without root: this machine's sshd for the user who runs the tests, stand-ins for what wants a server of one's own. Linux. */
export const startPlainGround = async (why: string): Promise<ProvingGround> => {
  const [ssh = 0, nginx = 0, app = 0] = await freePorts(3);
  sweepGroundFolders();
  const folder = mkdtempSync(join(tmpdir(), groundPrefix));
  const inFolder = (...names: string[]) => join(folder, ...names);
  const paths: GroundPaths = {
    origin: inFolder('origin', 'orders.git'),
    checkout: inFolder('home', 'orders'),
    app: inFolder('srv', 'app'),
    home: inFolder('home'),
    developer: inFolder('developer', 'orders'),
    authorizedKeys: inFolder('keys', 'authorized_keys'),
    nginxConfig: inFolder('nginx.conf'),
    sudoRules: inFolder('sudoers'),
    switch: inFolder('switch'),
  };
  const [bin, keys] = [inFolder('bin'), inFolder('keys')];
  for (const path of [bin, keys, paths.home, paths.app]) mkdirSync(path, { recursive: true, mode: 0o700 });

  const source = (name: string) => join(import.meta.dirname, 'plain', name);
  writeFileSync(join(bin, 'stand-in'), readFileSync(source('stand-in.sh')), { mode: 0o700 });
  for (const name of STAND_INS) symlinkSync('stand-in', join(bin, name));
  writeFileSync(join(bin, 'enter'), ENTER, { mode: 0o700 });
  const appSource = { name: 'app.mjs', text: readFileSync(source('app.mjs'), 'utf8') };
  const files = { [appSource.name]: appSource.text, VERSION: 'v0\n' };
  await createRepository(paths, paths, files);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(paths.app, name), content);
  writeFileSync(
    paths.nginxConfig,
    `server {\n  listen 127.0.0.1:${nginx};\n  location / { proxy_pass http://127.0.0.1:${app}; }\n}\n`,
  );
  writeFileSync(paths.sudoRules, SUDO_RULES);

  const newKey = (name: string) =>
    mustRun('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'proving ground', '-f', join(keys, name)]);
  await newKey('deploy');
  await newKey('host');
  copyFileSync(join(keys, 'deploy.pub'), paths.authorizedKeys);
  const env = {
    PATH: `${bin}:${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
    HOME: paths.home,
    GROUND: folder,
    LC_ALL: 'C.UTF-8',
  };
  const configure = (hostKey: string) =>
    writeFileSync(
      inFolder('sshd_config'),
      [
        `ListenAddress 127.0.0.1:${ssh}`,
        `HostKey ${join(keys, hostKey)}`,
        `AuthorizedKeysFile ${paths.authorizedKeys}`,
        'PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password',
        'MaxStartups 50:30:100\nPrintMotd no\nPrintLastLog no',
        `SetEnv ${Object.entries(env)
          .map(([name, value]) => `${name}=${value}`)
          .join(' ')}`,
        `ForceCommand ${join(bin, 'enter')}\n`,
      ].join('\n'),
    );
  configure('host');

  const services = createPlainServices({
    unit: UNIT,
    appFolder: paths.app,
    switchFile: paths.switch,
    nginxConfig: paths.nginxConfig,
    sudoRules: paths.sudoRules,
    ports: { app, nginx },
  });
  const control = createServer(async (asked, answered) => {
    const [program = '', ...args] = (await text(asked)).split('\n').slice(0, -1);
    const { code, stdout, stderr } = await services.run(program, args);
    const marked = (mark: string, said: string) =>
      said
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${mark}${line}\n`)
        .join('');
    answered.end(`${code}\n${stdout === '' ? '' : marked('1', stdout)}${stderr === '' ? '' : marked('2', stderr)}`);
  });
  control.listen(inFolder('services.sock'));
  await once(control, 'listening');

  if (process.getuid?.() === 0) mkdirSync(SSHD_NEEDS, { recursive: true, mode: 0o755 });
  let sshd: ChildProcess | null = null;
  let said = '';
  const startSshd = () => {
    said = '';
    const child = spawn(SSHD, ['-D', '-e', '-f', inFolder('sshd_config')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    sshd = child;
  };
  const stopSshd = async () => {
    const child = sshd;
    sshd = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  const killAll = (pids: readonly number[]) => {
    for (const pid of pids)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended meanwhile.
      }
  };
  const userProcesses = () =>
    processes().filter((pid) => readProcess(pid, 'environ').split('\0').includes(`GROUND=${folder}`));
  const sessionProcesses = () => {
    const main = sshd?.pid ?? 0;
    return processes().filter((pid) => readProcess(pid, 'comm').startsWith('sshd') && descendsFrom(pid, main));
  };
  const endProcesses = () => {
    killAll(sessionProcesses());
    killAll(userProcesses());
  };
  const endAtOnce = () => {
    services.killAtOnce();
    endProcesses();
    sshd?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const forget = endWithProcess(endAtOnce);

  const goDown = async (signal: 'TERM' | 'KILL') => {
    endProcesses();
    await Promise.all([services.stop(signal), stopSshd()]);
    await waitUntil('every process of the user is gone', () => {
      endProcesses();
      return userProcesses().length === 0;
    });
  };

  let shown = 'host';
  const showHostKey = async (name: string) => {
    configure(name);
    shown = name;
    // sshd starts itself anew at SIGHUP and keeps its number, so that its sessions stay its own.
    const before = said.split('Server listening').length;
    sshd?.kill('SIGHUP');
    await waitUntil('sshd listens again', () => said.split('Server listening').length > before);
  };
  const exec: ProvingGround['exec'] = (command, { stdin } = {}) =>
    runProcess('sh', ['-c', command], { cwd: paths.home, env, ...(stdin !== undefined && { stdin }) });

  const ground = composeGround({
    kind: 'plain',
    why,
    ports: { ssh, nginx, app },
    user: userInfo().username,
    privateKeyPath: join(keys, 'deploy'),
    hostKey: () =>
      readFileSync(join(keys, `${shown}.pub`), 'utf8')
        .split(' ')
        .slice(0, 2)
        .join(' '),
    paths,
    unit: UNIT,
    appSource,
    exec,
    path: (onGround) => onGround,
    brokenApp: { [appSource.name]: "import './nobody-wrote-this.mjs';\n" },
    disks: null,
    swapHostKey: async () => {
      const name = `host-${randomUUID().slice(0, 8)}`;
      await newKey(name);
      await showHostKey(name);
      return () => showHostKey('host');
    },
    sessionProcesses: async () => sessionProcesses(),
    userProcesses: async () => userProcesses(),
    up: async () => {
      startSshd();
      await services.start();
    },
    cut: () => goDown('KILL'),
    shutDown: () => goDown('TERM'),
    dispose: async () => {
      forget();
      await goDown('KILL');
      await new Promise((resolve) => control.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
    trouble: async () => `${said}\n${services.journal()}`,
  });
  try {
    await ground.boot();
  } catch (error) {
    await ground.stop();
    throw error;
  }
  return ground;
};
