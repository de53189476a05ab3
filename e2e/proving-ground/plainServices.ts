import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What systemd, nginx, sudo and the journal do on a real server, as far as a deploy can tell; the processes belong to this one. */
export interface PlainServices {
  /** Answers one of the commands `systemctl`, `nginx`, `journalctl`, `sudo`. */
  readonly run: (program: string, args: readonly string[]) => Promise<StandInAnswer>;
  readonly start: () => Promise<void>;
  /** `TERM` in order, `KILL` as a power cut. */
  readonly stop: (signal: 'TERM' | 'KILL') => Promise<void>;
  readonly killAtOnce: () => void;
  readonly journal: () => string;
}

export interface StandInAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface PlainServicesOptions {
  readonly unit: string;
  readonly appFolder: string;
  readonly switchFile: string;
  readonly nginxConfig: string;
  readonly sudoRules: string;
  readonly ports: { readonly app: number; readonly nginx: number };
}

/** As `Restart=on-failure` and `RestartSec=1` have it. */
const RESTART_AFTER = 1_000;

const answer = (code: number, stdout = '', stderr = ''): StandInAnswer => ({ code, stdout, stderr });

export const createPlainServices = (options: PlainServicesOptions): PlainServices => {
  const { unit, appFolder, switchFile, nginxConfig, sudoRules, ports } = options;
  const lines: string[] = [];
  const note = (who: string, text: string) => {
    for (const line of text.split('\n'))
      if (line !== '') lines.push(`${new Date().toISOString()} plain ${who}: ${line}`);
  };

  let app: { readonly child: ChildProcess; readonly over: Promise<void> } | null = null;
  let wanted = false;
  let failed = false;
  let restarts = 0;

  const startApp = () => {
    wanted = true;
    failed = false;
    const child = spawn(process.execPath, [join(appFolder, 'app.mjs'), String(ports.app), switchFile], {
      cwd: appFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH ?? '' },
    });
    note('systemd[1]', `Started ${unit}.service.`);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text) => note(`${unit}[${child.pid}]`, String(text)));
    const over = once(child, 'exit').then(async ([code]) => {
      if (app?.child === child) app = null;
      if (!wanted) return;
      failed = code !== 0;
      wanted = failed;
      note('systemd[1]', `${unit}.service: Main process exited, status=${code}`);
      await sleep(RESTART_AFTER, undefined, { ref: false });
      if (!wanted || app !== null) return;
      restarts += 1;
      startApp();
    });
    app = { child, over };
  };
  const stopApp = async (signal: NodeJS.Signals) => {
    wanted = false;
    const running = app;
    running?.child.kill(signal);
    await running?.over;
  };

  let nginx: Server | null = null;
  const startNginx = async () => {
    nginx = createServer((asked, answered) => {
      const onward = request(
        { host: '127.0.0.1', port: ports.app, path: asked.url, method: asked.method, agent: false },
        (given) => {
          answered.writeHead(given.statusCode ?? 502, given.headers);
          given.pipe(answered);
        },
      );
      onward.on('error', () => answered.writeHead(502).end('<h1>502 Bad Gateway</h1>'));
      asked.pipe(onward);
    });
    nginx.listen(ports.nginx, '127.0.0.1');
    await once(nginx, 'listening');
  };
  const stopNginx = async () => {
    const running = nginx;
    nginx = null;
    if (running === null) return;
    running.closeAllConnections();
    await new Promise((resolve) => running.close(resolve));
  };
  const testNginx = (): StandInAnswer => {
    const broken = readFileSync(nginxConfig, 'utf8')
      .split('\n')
      .findIndex((line) => /\blisten\b/.test(line) && !/\blisten\s+([\w.]+:)?\d+/.test(line));
    return broken < 0
      ? answer(
          0,
          '',
          `nginx: the configuration file ${nginxConfig} syntax is ok\nnginx: configuration file ${nginxConfig} test is successful\n`,
        )
      : answer(
          1,
          '',
          `nginx: [emerg] invalid port in the "listen" directive in ${nginxConfig}:${broken + 1}\nnginx: configuration file ${nginxConfig} test failed\n`,
        );
  };

  const states = (name: string): Readonly<Record<string, string>> => {
    const known = name === unit || name === 'nginx';
    const pid = name === unit ? (app?.child.pid ?? 0) : nginx === null ? 0 : process.pid;
    const dead = name === unit && failed ? (wanted ? 'activating' : 'failed') : 'inactive';
    return {
      Id: `${name}.service`,
      LoadState: known ? 'loaded' : 'not-found',
      ActiveState: pid > 0 ? 'active' : dead,
      SubState: pid > 0 ? 'running' : dead === 'activating' ? 'auto-restart' : dead === 'failed' ? 'failed' : 'dead',
      MainPID: String(pid),
      NRestarts: String(name === unit ? restarts : 0),
      Result: dead === 'inactive' || pid > 0 ? 'success' : 'exit-code',
    };
  };

  const show = (names: readonly string[], properties: readonly string[], bare: boolean): StandInAnswer => {
    const blocks = names.map((name) =>
      Object.entries(states(name))
        .filter(([property]) => properties.length === 0 || properties.includes(property))
        .map(([property, value]) => (bare ? `${value}\n` : `${property}=${value}\n`))
        .join(''),
    );
    return answer(0, blocks.join('\n'));
  };

  const systemctl = async (args: readonly string[]): Promise<StandInAnswer> => {
    const properties: string[] = [];
    const words: string[] = [];
    let bare = false;
    for (let index = 0; index < args.length; index += 1) {
      const word = args[index] ?? '';
      const named = /^(?:--property=|-p)(.+)$/.exec(word)?.[1];
      if (word === '-p' || word === '--property') {
        index += 1;
        properties.push(...(args[index] ?? '').split(','));
      } else if (named !== undefined) properties.push(...named.split(','));
      else if (word === '--value') bare = true;
      else if (!word.startsWith('-')) words.push(word.replace(/\.service$/, ''));
    }
    const [verb = '', ...names] = words;
    const [name = ''] = names;
    if (verb === 'show') return show(names, properties, bare);
    const unknown = names.find((asked) => states(asked).LoadState === 'not-found');
    if (verb === 'is-active')
      return answer(
        states(name).ActiveState === 'active' ? 0 : 3,
        names.map((asked) => `${states(asked).ActiveState}\n`).join(''),
      );
    if (unknown !== undefined)
      return answer(5, '', `Failed to ${verb} ${unknown}.service: Unit ${unknown}.service not found.\n`);
    if (verb === 'cat' || verb === 'status' || verb === 'reset-failed' || verb === 'is-enabled')
      return answer(0, verb === 'reset-failed' ? '' : `# ${name}.service, ${states(name).ActiveState}\n`);
    if (verb === 'restart' && name === unit) {
      await stopApp('SIGTERM');
      restarts = 0;
      startApp();
      return answer(0);
    }
    if (verb === 'reload' && name === 'nginx') {
      if (nginx === null) return answer(1, '', 'nginx.service is not active, cannot reload.\n');
      return testNginx().code === 0 ? answer(0) : answer(1, '', 'Job for nginx.service failed.\n');
    }
    return answer(1, '', `systemctl ${args.join(' ')}: not played here.\n`);
  };

  const journalctl = (args: readonly string[]): StandInAnswer => {
    const at = args.findIndex((word) => word === '-n' || word === '--lines');
    const given = args.map((word) => /^(?:-n|--lines=)(\d+)$/.exec(word)?.[1]).find((count) => count !== undefined);
    const count = Number(given ?? (at < 0 ? lines.length : args[at + 1]));
    return answer(
      0,
      lines
        .slice(-count)
        .map((line) => `${line}\n`)
        .join(''),
    );
  };

  const PATHS: Readonly<Record<string, string>> = {
    systemctl: '/usr/bin/systemctl',
    nginx: '/usr/sbin/nginx',
    journalctl: '/usr/bin/journalctl',
  };
  const sudo = (args: readonly string[]): Promise<StandInAnswer> | StandInAnswer => {
    const command = args.slice(args.findIndex((word) => !word.startsWith('-')) >>> 0);
    const rules = existsSync(sudoRules) ? readFileSync(sudoRules, 'utf8').split('\n') : [];
    const allowed = rules.map((rule) => rule.split('NOPASSWD: ')[1] ?? '').filter((rule) => rule !== '');
    const [program = '', ...rest] = command;
    const resolved = [PATHS[program] ?? program, ...rest].join(' ');
    if (command.length === 0) return answer(0, allowed.map((rule) => `    (root) NOPASSWD: ${rule}\n`).join(''));
    if (!allowed.includes(resolved)) return answer(1, '', 'sudo: a password is required\n');
    return args.some((word) => /^-[a-z]*l/.test(word))
      ? answer(0, `${resolved}\n`)
      : run(program.split('/').at(-1) ?? '', rest);
  };

  const run: PlainServices['run'] = async (program, args) => {
    if (program === 'systemctl') return systemctl(args);
    if (program === 'nginx') return args.includes('-t') ? testNginx() : answer(0, '', 'nginx version: nginx/1.22.1\n');
    if (program === 'journalctl') return journalctl(args);
    if (program === 'sudo') return sudo(args);
    return answer(127, '', `${program}: not found\n`);
  };

  return {
    run,
    start: async () => {
      startApp();
      await startNginx();
    },
    stop: async (signal) => {
      await Promise.all([stopApp(`SIG${signal}`), stopNginx()]);
    },
    killAtOnce: () => {
      wanted = false;
      app?.child.kill('SIGKILL');
    },
    journal: () => lines.join('\n'),
  };
};
