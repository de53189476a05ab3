import { agentlessArea } from './agentless.ts';
import { backlogArea } from './backlog.ts';
import { branchListArea } from './branchList.ts';
import { deployArea } from './deploy.ts';
import { logArea } from './log.ts';
import { monitorArea } from './monitor.ts';
import { misses, type Row, report, type Skipped } from './report.ts';
import { reviewArea } from './review.ts';
import { reviewDiffArea } from './reviewDiff.ts';
import { reviewScreenArea } from './reviewScreen.ts';

/** `quick` does fewer rounds, to see that the benchmark itself works. */
export interface BenchOptions {
  readonly quick: boolean;
}
export type Area = (
  options: BenchOptions,
) => Promise<{ readonly rows: readonly Row[]; readonly skipped: readonly Skipped[] }>;

const areas: Readonly<Record<string, Area>> = {
  deploy: deployArea,
  log: logArea,
  backlog: backlogArea,
  monitor: monitorArea,
  agentless: agentlessArea,
  review: reviewArea,
  'review-branches': branchListArea,
  'review-diff': reviewDiffArea,
  'review-screen': reviewScreenArea,
};

const words = process.argv.slice(2);
const flags = new Set(words.filter((word) => word.startsWith('--')));
const wanted = words.filter((word) => !word.startsWith('--'));
const unknown = [
  ...wanted.filter((name) => !(name in areas)),
  ...[...flags].filter((flag) => flag !== '--check' && flag !== '--quick'),
];
if (unknown.length > 0) {
  console.error(
    `Not known: ${unknown.join(', ')}. Areas: ${Object.keys(areas).join(', ')}. Options: --check, --quick.`,
  );
  process.exit(1);
}

const rows: Row[] = [];
const skipped: Skipped[] = [];
for (const name of wanted.length > 0 ? wanted : Object.keys(areas)) {
  const found = await areas[name]?.({ quick: flags.has('--quick') });
  rows.push(...(found?.rows ?? []));
  skipped.push(...(found?.skipped ?? []));
}
report(rows, skipped);
const missed = rows.filter(misses);
if (flags.has('--check') && missed.length > 0) {
  console.error(`${missed.length} of ${rows.length} figures miss their goal by more than the noise allows.`);
  process.exit(1);
}
process.exit(0);
