import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploySteps } from '../../../shared/deploys/deploySteps.ts';
import { Revision } from '../../../shared/ids.ts';
import type { EnvironmentSettings, StepName } from '../../../shared/projects/environment.ts';

/** Root may do everything, so that no permission is ever missing: steps run as `nobody` where the tests run as root. */
const NOBODY = 65_534;
const asRoot = process.getuid?.() === 0;

/** Plays systemd, sudo, nginx and the journal, which a test machine may not have. State lies in files of `$STAND_IN`. */
const standIns: Readonly<Record<string, string>> = {
  systemctl: `
verb='' name=''
for word in "$@"; do case $word in -*) ;; *) if [ -z "$verb" ]; then verb=$word; else name=$word; fi ;; esac; done
unit=$STAND_IN/units/$name
case $verb in
  show)
    [ -e "$STAND_IN/no-systemd" ] && { echo 'Failed to connect to bus: Host is down' >&2; exit 1; }
    if [ -d "$unit" ]; then cat "$unit/properties"; else printf 'LoadState=not-found\\nActiveState=inactive\\nSubState=dead\\nMainPID=0\\nNRestarts=0\\nResult=success\\n'; fi ;;
  restart | reload)
    [ "\${AS_ROOT:-}" = yes ] || { echo "Failed to $verb $name: Access denied" >&2; exit 4; }
    echo "$verb $name" >>"$STAND_IN/done"
    if [ -e "$unit/$verb" ]; then . "$unit/$verb"; fi ;;
  status) echo "status of $name"; exit 3 ;;
esac`,
  nginx: `
[ "\${AS_ROOT:-}" = yes ] || { echo 'nginx: [emerg] open() "/run/nginx.pid" failed (13: Permission denied)' >&2; exit 1; }
if [ -e "$STAND_IN/nginx-broken" ]; then echo 'nginx: [emerg] unknown directive "lisen" in /etc/nginx/nginx.conf:7' >&2; exit 1; fi
echo 'nginx: configuration file /etc/nginx/nginx.conf test is successful' >&2`,
  journalctl: `[ -e "$STAND_IN/journal" ] && cat "$STAND_IN/journal"`,
  sudo: `
list=no
while :; do case $1 in -n) shift ;; -l) list=yes; shift ;; *) break ;; esac; done
grep -q -x -F -e "$*" "$STAND_IN/sudoers" || { echo 'sudo: a password is required' >&2; exit 1; }
[ "$list" = yes ] && { echo "$*"; exit 0; }
AS_ROOT=yes exec "$@"`,
};

export interface StepResult {
  readonly code: number | null;
  readonly log: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface BenchOptions {
  readonly branch?: string;
}

/** A target in a folder: real git, rsync and curl, a real HTTP server; each step's real script is run by a real sh. */
export const createStepBench = async ({ branch = 'main' }: BenchOptions = {}) => {
  const root = mkdtempSync(join(tmpdir(), "pitwall-step o'bench-"));
  const at = (...names: readonly string[]) => join(root, ...names);
  const children = new Set<ChildProcess>();

  const http: { status: number; body: Buffer; challenge: boolean } = {
    status: 200,
    body: Buffer.from('ok'),
    challenge: false,
  };
  const nginx: { status: number | null } = { status: null };
  const server = createServer((request, response) => {
    const viaNginx = request.url?.startsWith('/nginx') ?? false;
    if (http.challenge) response.setHeader('www-authenticate', 'Basic realm="git"');
    response.setHeader('content-length', http.body.length);
    response.writeHead(viaNginx ? (nginx.status ?? http.status) : http.status).end(http.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const settings = {
    name: 'staging',
    tier: 'staging',
    protected: false,
    ssh: { host: '127.0.0.1', port: 22, user: 'deploy', auth: { kind: 'agent' }, jump: null },
    repositoryPath: at('check out'),
    appPath: at('app $(touch pwned)'),
    branch,
    unit: 'orders-api',
    nginxUnit: 'nginx',
    strategy: { kind: 'in-place', delete: true, exclude: ['.env', 'uploads/'] },
    health: {
      appUrl: `http://127.0.0.1:${port}/health`,
      nginxUrl: `http://127.0.0.1:${port}/nginx/health`,
      publicUrl: null,
      expectStatus: 200,
      passes: 3,
      intervalSeconds: 0.05,
      timeoutSeconds: 20,
    },
    limits: { preflight: 60, pull: 60, sync: 60, restart: 60, reload: 60, health: 60 },
  } satisfies EnvironmentSettings as EnvironmentSettings;

  const env: NodeJS.ProcessEnv = {
    PATH: `${at('bin')}:${process.env.PATH}`,
    HOME: at('home'),
    LC_ALL: 'C.UTF-8',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    STAND_IN: at('stand-in'),
  };

  /** Gives all that a test made to the user the steps run as. */
  const own = (path: string = root) => {
    if (!asRoot) return;
    lchownSync(path, NOBODY, NOBODY);
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) own(inner);
      else lchownSync(inner, NOBODY, NOBODY);
    }
  };
  const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};

  const git = (where: string, ...args: readonly string[]): string => {
    own();
    return execFileSync('git', ['-C', where, '-c', 'user.name=Dana', '-c', 'user.email=dana@shop.example', ...args], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...user,
    }).trim();
  };

  const write = (path: string, text: string | Buffer) => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  };

  const properties = (unit: string, values: Readonly<Record<string, string | number>>) =>
    write(
      at('stand-in', 'units', unit, 'properties'),
      Object.entries({
        LoadState: 'loaded',
        ActiveState: 'active',
        SubState: 'running',
        MainPID: 100,
        NRestarts: 0,
        Result: 'success',
        ...values,
      })
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );

  const commit = (files: Readonly<Record<string, string | null>>, message = 'A change'): Revision => {
    const work = at('work');
    for (const [name, text] of Object.entries(files))
      if (text === null) rmSync(join(work, name));
      else write(join(work, name), text);
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--message', message);
    git(work, 'push', '--quiet', '--force', 'origin', `HEAD:refs/heads/${branch}`);
    return Revision.parse(git(work, 'rev-parse', 'HEAD'));
  };

  for (const folder of ['bin', 'home', 'run', 'stand-in/units', 'app $(touch pwned)'])
    mkdirSync(at(folder), { recursive: true });
  for (const [name, text] of Object.entries(standIns)) {
    writeFileSync(at('bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(at('bin', name), 0o755);
  }
  write(at('stand-in', 'sudoers'), 'systemctl restart orders-api\nsystemctl reload nginx\nnginx -t\n');
  properties('orders-api', {});
  properties('nginx', { MainPID: 50 });
  write(
    at('stand-in', 'units', 'orders-api', 'restart'),
    `file=$STAND_IN/units/orders-api/properties; pid=$(sed -n 's/^MainPID=//p' "$file"); sed -i "s/^MainPID=.*/MainPID=$((pid + 100))/" "$file"\n`,
  );
  git(root, 'init', '--quiet', '--bare', '--initial-branch', branch, at('origin'));
  git(root, 'init', '--quiet', '--initial-branch', branch, at('work'));
  git(at('work'), 'remote', 'add', 'origin', at('origin'));
  const first = commit({ 'app.py': 'one\n', 'lib/a.py': 'a\n', VERSION: 'v1\n' }, 'First');
  git(root, 'clone', '--quiet', at('origin'), at('check out'));

  const spawnStep = (name: StepName, revision: Revision, changed: EnvironmentSettings = settings): ChildProcess => {
    const step = deploySteps(changed, { revision }).find((each) => each.name === name);
    writeFileSync(at('run', `${name}.sh`), `${step?.script}`);
    for (const file of ['facts', 'log']) {
      writeFileSync(at('run', file), '');
      if (asRoot) chownSync(at('run', file), NOBODY, NOBODY);
    }
    const log = openSync(at('run', 'log'), 'a');
    const child = spawn('/bin/sh', [at('run', `${name}.sh`)], {
      cwd: root,
      env: {
        ...env,
        PITWALL_FACTS: at('run', 'facts'),
        PITWALL_LOG: at('run', 'log'),
        PITWALL_LOG_OFFSET: '0',
        PITWALL_RUN: at('run'),
        PITWALL_ID: '01HZ0000000000000000000000',
        PITWALL_EPOCH: '1',
        PITWALL_EPOCH_FILE: at('run', 'epoch'),
      },
      stdio: ['ignore', log, log],
      detached: true,
      ...user,
    });
    closeSync(log);
    children.add(child);
    child.once('close', () => children.delete(child));
    return child;
  };

  /** Runs a text of shell as the user who signs in; stdin, stdout and stderr are pipes. */
  const spawnCommand = (command: string): ChildProcess => {
    const child = spawn('/bin/sh', ['-c', command], { cwd: root, env, stdio: 'pipe', ...user });
    children.add(child);
    child.once('close', () => children.delete(child));
    child.stdin?.on('error', () => {});
    return child;
  };

  const result = (code: number | null): StepResult => ({
    code,
    log: readFileSync(at('run', 'log'), 'utf8'),
    facts: Object.fromEntries(
      readFileSync(at('run', 'facts'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => [line.slice(0, line.indexOf('=')), decodeURIComponent(line.slice(line.indexOf('=') + 1))]),
    ),
  });

  const run = async (name: StepName, revision: Revision, changed?: EnvironmentSettings): Promise<StepResult> => {
    own();
    const child = spawnStep(name, revision, changed);
    const [code] = (await once(child, 'close')) as [number | null];
    return result(code);
  };

  write(at('run', 'epoch'), '1\n');

  return {
    root,
    at,
    env,
    settings,
    http,
    nginx,
    first,
    git,
    own,
    write,
    commit,
    properties,
    spawnStep,
    spawnCommand,
    result,
    run,
    checkout: settings.repositoryPath,
    app: settings.appPath,
    read: (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : null),
    dispose: () => {
      for (const child of children) child.kill('SIGKILL');
      server.closeAllConnections();
      server.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
};

export type StepBench = Awaited<ReturnType<typeof createStepBench>>;
