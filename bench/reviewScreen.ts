import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import config from '../playwright.config.ts';
import type { OpenedDiff } from './diffs/diffPage.ts';
import type { Area } from './main.ts';
import { quantile } from './measure.ts';
import { openBuiltPage } from './openBuiltPage.ts';
import type { Row } from './report.ts';

const here = dirname(fileURLToPath(import.meta.url));
const LINES = 5_000;
/** What the screens promise: a file of any length mounts some hundred rows, some ten elements each with its colours. */
const ELEMENTS = 4_000;

/** Milliseconds between frames while the diff that is open scrolls by 240 pixels a frame, for 90 frames. */
const scrollFrames = (page: Page): Promise<readonly number[]> =>
  page.evaluate<number[]>(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    let list = document.querySelector('.diff-line');
    while (list && (list.scrollHeight <= list.clientHeight + 1 || getComputedStyle(list).overflowY !== 'auto')) list = list.parentElement;
    const gaps = [];
    let last = await frame();
    for (let count = 0; count < 90; count += 1) {
      list.scrollTop += 240;
      const at = await frame();
      gaps.push(at - last);
      last = at;
    }
    return gaps;
  })()`);

/** A diff of five thousand changed lines, opened and scrolled in Chromium, beside react-diff-view with every line in the document. */
export const reviewScreenArea: Area = async ({ quick }) => {
  const outDir = mkdtempSync(join(tmpdir(), 'pitwall-bench-diffs-'));
  const browser = await chromium.launch({ ...config.use?.launchOptions });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await openBuiltPage(page, join(here, 'diffs'), outDir);
    const open = (way: 'ours' | 'plain') => page.evaluate<OpenedDiff>(`window.diffPage.${way}(${String(LINES)})`);
    const seen = { ours: [] as OpenedDiff[], plain: [] as OpenedDiff[], oursFrames: 0, plainFrames: 0 };
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      for (const way of ['plain', 'ours'] as const) {
        const { milliseconds } = await open(way);
        const longest = Math.max(...(await scrollFrames(page)));
        seen[`${way}Frames`] = Math.max(seen[`${way}Frames`], longest);
        // Counted after the scrolling: the words have their colours then.
        const elements = await page.evaluate<number>(`document.body.querySelectorAll('*').length`);
        seen[way].push({ milliseconds, elements });
      }
    }
    const median = (all: readonly OpenedDiff[], of: keyof OpenedDiff): number =>
      quantile(
        all.map((each) => each[of]),
        0.5,
      );
    const peer = 'react-diff-view, all lines mounted';
    const row = (
      work: string,
      unit: string,
      ours: number,
      theirs: number,
      goal: number | null,
      against = peer,
    ): Row => ({
      area: 'review-screen',
      work: `${LINES.toLocaleString('en')} changed lines, ${work}`,
      peer: against,
      unit,
      ours,
      theirs,
      goal,
    });
    const elements = median(seen.ours, 'elements');
    return {
      rows: [
        row('first rows painted', 'ms', median(seen.ours, 'milliseconds'), median(seen.plain, 'milliseconds'), 1 / 10),
        row('the longest frame while scrolling', 'ms', seen.oursFrames, seen.plainFrames, null),
        row('the longest frame while scrolling', 'ms', seen.oursFrames, 100, 1, 'the limit'),
        row('elements in the document', 'elements', elements, median(seen.plain, 'elements'), 1 / 10),
        row('elements in the document', 'elements', elements, ELEMENTS, 1, 'the limit'),
      ],
      skipped: [],
    };
  } finally {
    await browser.close();
    rmSync(outDir, { recursive: true, force: true });
  }
};
