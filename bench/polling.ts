import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../e2e/proving-ground/freePorts.ts';
import { node24 } from '../e2e/shell/pitwallProcess.ts';
import { buildProgram } from './buildProgram.ts';
import { debianTools } from './debianTools.ts';
import { quantile } from './measure.ts';
import type { Row, Skipped } from './report.ts';

const here = dirname(fileURLToPath(import.meta.url));
const TARGETS = 500;
const EVERY = 5_000;
const TICKS_A_SECOND = 100;

interface Watched {
  /** Share of one core, in percent. */
  readonly cpu: number;
  /** Largest resident memory of all its processes together, in MiB. */
  readonly memory: number;
  /** Milliseconds by which a look came earlier or later than the one before it and the interval say; worst hundredth. */
  readonly lateness: number;
}

const cpuTicks = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
};
const residentKiB = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it said anything`)));
  });

/** Watches the processes for so many seconds after they have warmed up. */
const watch = async (port: number, children: readonly ChildProcess[], seconds: number): Promise<Watched> => {
  const pids = children.map(({ pid }) => pid ?? 0);
  const all = (figure: (pid: number) => number) => pids.reduce((sum, pid) => sum + figure(pid), 0);
  const seen = async () =>
    (await (await fetch(`http://127.0.0.1:${port}/seen`)).json()) as Readonly<Record<string, readonly number[]>>;
  await sleep(EVERY * 3);
  await seen();
  const [ticks, began] = [all(cpuTicks), performance.now()];
  let memory = 0;
  while (performance.now() - began < seconds * 1000) {
    await sleep(1_000);
    memory = Math.max(memory, all(residentKiB) / 1024);
  }
  const cpu = ((all(cpuTicks) - ticks) / TICKS_A_SECOND / ((performance.now() - began) / 1000)) * 100;
  const asked = Object.values(await seen());
  const wanted = Math.floor((seconds * 1000) / EVERY) - 1;
  const short = asked.filter((times) => times.length < wanted);
  if (asked.length !== TARGETS || short.length > 0)
    throw new Error(`${asked.length} targets were asked, ${short.length} of them too seldom`);
  const late = asked.flatMap((times) => times.slice(1).map((at, index) => Math.abs(at - (times[index] ?? at) - EVERY)));
  return { cpu, memory, lateness: quantile(late, 0.99) };
};

const ours = async (program: string, port: number, folder: string, seconds: number): Promise<Watched> => {
  mkdirSync(folder, { recursive: true });
  const child = spawn(node24, [program, String(port), String(TARGETS), String(EVERY), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kept = firstLine(child);
  const watched = await watch(port, [child], seconds);
  child.kill('SIGTERM');
  if (Number(await kept) < (TARGETS * seconds * 3_000) / EVERY) throw new Error('not every look was kept');
  return watched;
};

const prometheusConfig = (targets: readonly string[], blackbox: number): string => `global:
  scrape_interval: ${EVERY / 1000}s
  scrape_timeout: 4s
scrape_configs:
  - job_name: probes
    metrics_path: /probe
    params: { module: [http] }
    static_configs:
      - targets: ${JSON.stringify(targets)}
    relabel_configs:
      - { source_labels: [__address__], target_label: __param_target }
      - { source_labels: [__param_target], target_label: instance }
      - { target_label: __address__, replacement: '127.0.0.1:${blackbox}' }
`;

const theirs = async (
  port: number,
  folder: string,
  seconds: number,
  program: (name: string) => string,
): Promise<Watched> => {
  mkdirSync(folder, { recursive: true });
  const [own = 0, blackbox = 0] = await freePorts(2);
  const targets = Array.from({ length: TARGETS }, (_, number) => `http://127.0.0.1:${port}/t${number}`);
  writeFileSync(join(folder, 'prometheus.yml'), prometheusConfig(targets, blackbox));
  writeFileSync(join(folder, 'blackbox.yml'), 'modules: { http: { prober: http, timeout: 4s } }\n');
  const quiet = { stdio: 'ignore' } as const;
  const exporter = spawn(
    program('prometheus-blackbox-exporter'),
    [`--config.file=${join(folder, 'blackbox.yml')}`, `--web.listen-address=127.0.0.1:${blackbox}`],
    quiet,
  );
  const server = spawn(
    program('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${own}`,
    ],
    quiet,
  );
  try {
    return await watch(port, [exporter, server], seconds);
  } finally {
    await ended(server);
    await ended(exporter);
  }
};

/** 500 HTTP targets looked at every five seconds, with their timings, and the results stored: Pitwall against Prometheus with the blackbox exporter. */
export const pollingRows = async (
  folder: string,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<{ readonly rows: readonly Row[]; readonly skipped: readonly Skipped[] }> => {
  const work = `${TARGETS} HTTP targets every ${EVERY / 1000} s`;
  const skipped: Skipped[] = [
    { area: 'monitor', work, peer: 'Uptime Kuma', why: 'neither npm nor Debian has a package of it' },
  ];
  const tools = await debianTools('prometheus', 'prometheus-blackbox-exporter');
  if ('why' in tools) skipped.push({ area: 'monitor', work, peer: 'Prometheus + blackbox', why: tools.why });
  const program = await buildProgram(join(here, 'polling', 'ourPolling.ts'));
  const server = spawn(node24, [join(here, 'polling', 'targetServer.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = Number(await firstLine(server));
    const [mine, peers]: [Watched[], Watched[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      mine.push(await ours(program, port, join(folder, `polling-ours-${round}`), seconds));
      if (!('why' in tools))
        peers.push(await theirs(port, join(folder, `polling-theirs-${round}`), seconds, tools.program));
    }
    const middle = (all: readonly Watched[], figure: keyof Watched) =>
      quantile(
        all.map((each) => each[figure]),
        0.5,
      );
    const row = (
      what: string,
      figure: keyof Watched,
      unit: string,
      peer: string,
      their: number,
      goal: number | null,
    ): Row => ({
      area: 'monitor',
      work: `${work}: ${what}`,
      peer,
      unit,
      ours: middle(mine, figure),
      theirs: their,
      goal,
    });
    const blackbox = 'Prometheus + blackbox';
    return {
      rows: [
        ...(peers.length === 0
          ? []
          : [
              row('processor', 'cpu', '% of a core', blackbox, middle(peers, 'cpu'), 1 / 5),
              row('memory', 'memory', 'MiB', blackbox, middle(peers, 'memory'), null),
              row('lateness, worst hundredth', 'lateness', 'ms', blackbox, middle(peers, 'lateness'), null),
            ]),
        row('memory', 'memory', 'MiB', 'the limit', 110, 1),
        row('lateness, worst hundredth', 'lateness', 'ms', 'the limit', 10, 1),
      ],
      skipped,
    };
  } finally {
    await ended(server);
  }
};
