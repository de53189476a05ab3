import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import config from '../playwright.config.ts';
import { quantile } from './measure.ts';
import { openBuiltPage } from './openBuiltPage.ts';
import type { Row } from './report.ts';
import type { Seen } from './seen/seenPage.ts';

const here = dirname(fileURLToPath(import.meta.url));
const LINES = 1_000_000;

/** A million lines that come in while somebody follows: our console against xterm.js, in one Chromium, from memory, so that nothing but
 * showing them is measured. */
export const logSeenRows = async (rounds: number): Promise<readonly Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-seen-'));
  const browser = await chromium.launch({ ...config.use?.launchOptions });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await openBuiltPage(page, join(here, 'seen'), folder);
    const lines = String(LINES);
    const showOurs = () => page.evaluate<Seen>(`window.seenPage.ours(${lines})`);
    const showXterm = () => page.evaluate<Seen>(`window.seenPage.xterm(${lines})`);
    const [ours, theirs]: [Seen[], Seen[]] = [[], []];
    await showOurs();
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await showOurs());
      theirs.push(await showXterm());
    }
    await showOurs();
    const wanted = Array.from({ length: 50 }, (_, at) => Math.floor((at * (LINES - 1)) / 49));
    const missed = await page.evaluate<number[]>(`window.seenPage.unreached(${JSON.stringify(wanted)})`);
    if (missed.length > 0) throw new Error(`lines could not be reached: ${missed.join(', ')}`);
    const times = (seen: readonly Seen[]) => seen.map(({ milliseconds }) => milliseconds);
    const frames = (seen: readonly Seen[]) => seen.map(({ longestFrame }) => longestFrame);
    return [
      {
        area: 'log',
        work: '1M lines reach the screen, following',
        peer: 'xterm.js',
        unit: 'ms',
        ours: quantile(times(ours), 0.5),
        theirs: quantile(times(theirs), 0.5),
        oursP90: quantile(times(ours), 0.9),
        theirsP90: quantile(times(theirs), 0.9),
        goal: 1 / 30,
      },
      {
        area: 'log',
        work: 'the longest frame meanwhile',
        peer: 'the limit',
        unit: 'ms',
        ours: quantile(frames(ours), 0.5),
        theirs: 50,
        goal: 1,
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
