import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import config from '../playwright.config.ts';
import { type ChartKind, chartKinds } from './charts/chartPage.ts';
import { quantile } from './measure.ts';
import { openBuiltPage } from './openBuiltPage.ts';
import type { Row } from './report.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** Of one timed run; every twentieth of them moves the axes. */
const TICKS = 40;

/** Twelve live charts of two series that get one more sample each: the time that the page's script runs, in one Chromium. */
export const chartRows = async (rounds: number): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-charts-'));
  const browser = await chromium.launch({ ...config.use?.launchOptions });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await openBuiltPage(page, join(here, 'charts'), folder);
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const scriptSeconds = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN;
    };
    const timed = async (kind: ChartKind): Promise<number> => {
      await page.evaluate(`window.chartPage.open('${kind}')`);
      await page.evaluate('window.chartPage.tick(5)');
      const before = await scriptSeconds();
      await page.evaluate(`window.chartPage.tick(${String(TICKS)})`);
      const milliseconds = ((await scriptSeconds()) - before) * 1000;
      if (!(await page.evaluate<boolean>('window.chartPage.drawn()')))
        throw new Error(`${kind} did not draw its lines`);
      return milliseconds / TICKS;
    };
    const seen: Record<ChartKind, number[]> = { ours: [], recharts: [], uplot: [] };
    for (const kind of chartKinds) await timed(kind);
    for (let round = 0; round < rounds; round += 1) for (const kind of chartKinds) seen[kind].push(await timed(kind));
    const against = (peer: string, kind: ChartKind, goal: number): Row => ({
      area: 'monitor',
      work: 'twelve live charts of two series, script of one tick',
      peer,
      unit: 'ms',
      ours: quantile(seen.ours, 0.5),
      theirs: quantile(seen[kind], 0.5),
      oursP90: quantile(seen.ours, 0.9),
      theirsP90: quantile(seen[kind], 0.9),
      goal,
    });
    return [against('recharts as it comes', 'recharts', 1 / 30), against('uPlot', 'uplot', 1.2)];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
