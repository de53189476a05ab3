import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accessLineRows } from './accessLines.ts';
import { chartRows } from './charts.ts';
import type { Area } from './main.ts';
import { pollingRows } from './polling.ts';
import { ruleRows } from './rules.ts';
import { samplesArea } from './samples.ts';

/** Watching: looks, samples, rules, log lines and charts. */
export const monitorArea: Area = async (options) => {
  const rounds = options.quick ? 3 : 7;
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-monitor-'));
  try {
    const samples = await samplesArea(options);
    const rules = await ruleRows(rounds);
    const lines = await accessLineRows(folder, rounds);
    const charts = await chartRows(rounds);
    const polling = await pollingRows(folder, options.quick ? { rounds: 1, seconds: 15 } : { rounds: 3, seconds: 40 });
    return {
      rows: [...samples.rows, ...rules, ...lines.rows, ...charts, ...polling.rows],
      skipped: [...samples.skipped, ...lines.skipped, ...polling.skipped],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
