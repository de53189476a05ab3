import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One figure: ours against a peer, both measured in this run. */
export interface Row {
  readonly area: string;
  readonly work: string;
  readonly peer: string;
  readonly unit: string;
  readonly ours: number;
  readonly theirs: number;
  /** Worst tenth, same unit; absent where the figure is not a time. */
  readonly oursP90?: number;
  readonly theirsP90?: number;
  /** The ratio ours / theirs must stay at or under this; null when the row is only information. */
  readonly goal: number | null;
}

export interface Skipped {
  readonly area: string;
  readonly work: string;
  readonly peer: string;
  readonly why: string;
}

/** Under `--check` a ratio may miss its goal by a quarter (0.8 × the goal's speed): these machines are noisy. */
const NOISE = 1 / 0.8;

const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);

export const ratioOf = ({ ours, theirs }: Row): number => ours / theirs;
export const misses = (row: Row): boolean => row.goal !== null && ratioOf(row) > row.goal * NOISE;

const line = (row: Row): string => {
  const p90 =
    row.oursP90 === undefined ? '' : ` (p90 ${figure(row.oursP90)} against ${figure(row.theirsP90 ?? Number.NaN)})`;
  const goal = row.goal === null ? '' : `, goal ≤ ${row.goal.toFixed(3)}${ratioOf(row) <= row.goal ? '' : '  MISSED'}`;
  return `${row.area}: ${row.work}: ${figure(row.ours)} against ${figure(row.theirs)} ${row.unit} of ${row.peer}${p90}: ratio ${ratioOf(row).toFixed(3)}${goal}`;
};

/** Prints the rows and keeps them as JSON under bench/results/. */
export const report = (rows: readonly Row[], skipped: readonly Skipped[]): void => {
  for (const row of rows) console.log(line(row));
  for (const { area, work, peer, why } of skipped) console.log(`${area}: ${work}: SKIP ${peer}: ${why}`);
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'results');
  mkdirSync(folder, { recursive: true });
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model,
    memory: totalmem(),
    kernel: release(),
    node: process.version,
  };
  const at = new Date().toISOString();
  const path = join(folder, `${at.replaceAll(':', '-')}.json`);
  writeFileSync(path, `${JSON.stringify({ at, machine, rows, skipped }, null, 2)}\n`);
  console.log(`kept as ${path}`);
};
