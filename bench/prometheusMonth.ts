import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { freePorts } from '../e2e/proving-ground/freePorts.ts';
import { mustRun } from '../e2e/proving-ground/runProcess.ts';
import { debianTools } from './debianTools.ts';
import { figureNames } from './serverFigures.ts';

/** A Prometheus that holds the same samples. */
export interface PrometheusMonth {
  /** What its blocks take on the disk. */
  readonly bytes: number;
  /** Minimum and maximum of a series in `points` buckets over the window, over its HTTP API. */
  readonly read: (index: number, from: number, to: number, points: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** The longest block: Prometheus itself joins its blocks up to a tenth of what it keeps, at most 31 days. */
const BLOCK = '744h';

/** One series after the other, as OpenMetrics has it. */
function* openMetrics(ticks: readonly (readonly [number, ArrayLike<number>])[]): Generator<string> {
  for (const [index] of figureNames.entries()) {
    yield `# TYPE figure_${index} gauge\n`;
    let text = '';
    for (const [at, values] of ticks) text += `figure_${index} ${values[index] ?? 0} ${at / 1000}\n`;
    yield text;
  }
  yield '# EOF\n';
}

const folderBytes = (path: string): number =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** Fills Debian's Prometheus with the samples by its own promtool and starts it; the reason where that cannot be done. */
export const prometheusMonth = async (
  folder: string,
  ticks: () => Generator<readonly [number, ArrayLike<number>]>,
): Promise<PrometheusMonth | { readonly why: string }> => {
  const tools = await debianTools('prometheus');
  if ('why' in tools) return tools;
  const data = join(folder, 'prometheus');
  mkdirSync(data, { recursive: true });
  const text = join(folder, 'samples.om');
  await pipeline(openMetrics([...ticks()]), createWriteStream(text));
  await mustRun(tools.program('promtool'), [
    'tsdb',
    'create-blocks-from',
    '--quiet',
    `--max-block-duration=${BLOCK}`,
    'openmetrics',
    text,
    data,
  ]);
  rmSync(text);
  const bytes = folderBytes(data);
  const [port = 0] = await freePorts(1);
  writeFileSync(join(folder, 'prometheus.yml'), 'global: {}\n');
  const server = spawn(
    tools.program('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=10y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  const at = `http://127.0.0.1:${port}`;
  const isReady = async (): Promise<boolean> =>
    fetch(`${at}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 100));
  const ask = async (query: string, from: number, to: number, step: number): Promise<number> => {
    const words = new URLSearchParams({
      query,
      start: String(from / 1000),
      end: String(to / 1000),
      step: String(step),
    });
    const answer = (await (await fetch(`${at}/api/v1/query_range?${words}`)).json()) as {
      readonly data: { readonly result: readonly { readonly values: readonly unknown[] }[] };
    };
    return answer.data.result[0]?.values.length ?? 0;
  };
  return {
    bytes,
    read: async (index, from, to, points) => {
      const step = Math.ceil((to - from) / points / 1000);
      const found = await Promise.all(
        ['min', 'max'].map((end) => ask(`${end}_over_time(figure_${index}[${step}s])`, from, to, step)),
      );
      if (found.some((many) => many < points / 3)) throw new Error(`Prometheus gave ${found.join(' and ')} points`);
    },
    end: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve());
        server.kill('SIGTERM');
      }),
  };
};
