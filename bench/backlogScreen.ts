import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { mustRun } from '../e2e/proving-ground/runProcess.ts';
import { makeFolders, node24, root, startShell } from '../e2e/shell/pitwallProcess.ts';
import config from '../playwright.config.ts';
import type { ProjectId } from '../shared/ids.ts';
import { openBacklogFolder } from './backlogFolder.ts';
import { quantile } from './measure.ts';
import { openBuiltPage } from './openBuiltPage.ts';
import type { Row } from './report.ts';

const here = dirname(fileURLToPath(import.meta.url));
const ITEMS = 10_000;
/** What dnd-kit is asked to hold: five times fewer, because ten thousand sortable rows take it minutes. */
const SORTABLE = 2_000;
const VIEWPORT = { width: 1280, height: 800 };

const paint = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

/** Opens the backlog within the window that is open; milliseconds from the change of address to the rows' paint. */
const openList = (page: Page, project: ProjectId): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const began = performance.now();
    location.hash = '/p/${project}/backlog';
    while (document.querySelectorAll('[data-item]').length < 10) await frame();
    await frame();
    return performance.now() - began;
  })()`);

/** Milliseconds between frames while the list (or nothing, when there is none) scrolls by 90 pixels a frame, for 120 frames. */
const scrollFrames = (page: Page): Promise<readonly number[]> =>
  page.evaluate<number[]>(`(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const row = document.querySelector('[data-item]');
    let list = row;
    while (list && list.scrollHeight <= list.clientHeight + 1) list = list.parentElement;
    const gaps = [];
    let last = await frame();
    for (let count = 0; count < 120; count += 1) {
      if (list) list.scrollTop += 90;
      const at = await frame();
      gaps.push(at - last);
      last = at;
    }
    return gaps;
  })()`);

interface Dragged {
  /** From the press of the button to the first paint of the dragged row. */
  readonly start: number;
  readonly longestFrame: number;
  /** From the release to the paint of the row in its new place. */
  readonly drop: number;
}

/** Drags the fourth row by sixty small moves, as a hand would. */
const drag = async (page: Page): Promise<Dragged> => {
  const rows = page.locator('[data-item]');
  const box = await rows.nth(3).boundingBox();
  const id = await rows.nth(3).getAttribute('data-item');
  if (box === null || id === null) throw new Error('there is no fourth row to drag');
  const [x, y] = [box.x + 60, box.y + box.height / 2];
  await page.evaluate(`(() => {
    window.dragging = { frames: [], last: 0, on: false };
    addEventListener('pointerdown', () => { window.dragging.pressed = performance.now(); }, { capture: true, once: true });
    const watch = (at) => {
      const { dragging } = window;
      if (dragging.on) dragging.frames.push(at - dragging.last);
      dragging.last = at;
      if (!dragging.over) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  })()`);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + 6);
  await page.mouse.move(x, y + 12);
  await paint(page);
  const start = await page.evaluate<number>('performance.now() - window.dragging.pressed');
  await page.evaluate('window.dragging.on = true');
  for (let step = 1; step <= 60; step += 1) {
    await page.mouse.move(x, y + 12 + step * 4);
    await paint(page);
  }
  const longestFrame = await page.evaluate<number>('Math.max(...window.dragging.frames)');
  await page.evaluate(
    'window.dragging.on = false; window.dragging.order = [...document.querySelectorAll("[data-item]")].map((row) => row.dataset.item).join()',
  );
  const released = page.evaluate<number>(`new Promise((done) => {
    let at = 0;
    addEventListener('drop', () => { at ||= performance.now(); }, { capture: true, once: true });
    addEventListener('pointerup', () => { at ||= performance.now(); }, { capture: true, once: true });
    const look = () => {
      const order = [...document.querySelectorAll('[data-item]')].map((row) => row.dataset.item).join();
      if (at > 0 && order !== window.dragging.order) requestAnimationFrame(() => { window.dragging.over = true; done(performance.now() - at); });
      else requestAnimationFrame(look);
    };
    look();
  })`);
  await page.mouse.up();
  return { start, longestFrame, drop: await released };
};

const median = (values: readonly number[]): number => quantile(values, 0.5);

const onPeers = async (browser: Browser, rounds: number) => {
  const outDir = mkdtempSync(join(tmpdir(), 'pitwall-bench-lists-'));
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    await openBuiltPage(page, join(here, 'lists'), outDir);
    const [plain, starts]: [number[], number[]] = [[], []];
    let nodes = 0;
    for (let round = 0; round < rounds; round += 1) {
      const drawn = await page.evaluate<{ milliseconds: number; nodes: number }>(
        `window.listPage.plain(${String(ITEMS)})`,
      );
      plain.push(drawn.milliseconds);
      nodes = drawn.nodes;
      await page.evaluate(`window.listPage.sortable(${String(SORTABLE)})`);
      starts.push((await drag(page)).start);
    }
    await page.evaluate('document.body.replaceChildren()');
    const empty: number[] = [];
    for (let round = 0; round < rounds; round += 1) empty.push(...(await scrollFrames(page)));
    return { plain, nodes, starts, empty };
  } finally {
    await page.close();
    rmSync(outDir, { recursive: true, force: true });
  }
};

/** The backlog of ten thousand items in the window: shown, scrolled, dragged; in one Chromium with its peers. */
export const backlogScreenRows = async (rounds: number): Promise<readonly Row[]> => {
  await mustRun(
    node24,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root },
  );
  const folders = makeFolders();
  mkdirSync(folders.dataDir, { recursive: true, mode: 0o700 });
  const opened = await openBacklogFolder(folders.dataDir);
  const project = await opened.newProject('BE');
  await opened.fill(project, ITEMS);
  await opened.end();
  const shell = await startShell({ folders, env: {} });
  const browser = await chromium.launch({ ...config.use?.launchOptions });
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.goto(shell.link);
    await page.getByTitle('Connected with Pitwall’s backend').waitFor();
    const elsewhere = async () => {
      await page.evaluate(`location.hash = '/p/${project}/team'`);
      await page.locator('[data-item]').first().waitFor({ state: 'detached' });
      await page.locator('h1').waitFor();
      await paint(page);
    };
    await elsewhere();
    const cold = await openList(page, project);
    const nodes = await page.evaluate<number>(`document.querySelector('[role="grid"]').querySelectorAll('*').length`);
    const peers = await onPeers(browser, rounds);
    const [warm, scroll, drags]: [number[], number[], Dragged[]] = [[], [], []];
    for (let round = 0; round < rounds; round += 1) {
      await elsewhere();
      warm.push(await openList(page, project));
      scroll.push(...(await scrollFrames(page)));
      await elsewhere();
      await openList(page, project);
      drags.push(await drag(page));
    }
    const of = (work: string, peer: string, unit: string, ours: number, theirs: number, goal: number | null): Row => ({
      area: 'backlog',
      work,
      peer,
      unit,
      ours,
      theirs,
      goal,
    });
    return [
      of('10,000 items, list opened', 'plain DOM', 'ms', median(warm), median(peers.plain), 1 / 20),
      of(
        '10,000 items, list opened for the first time, read from the backend',
        'plain DOM',
        'ms',
        cold,
        median(peers.plain),
        null,
      ),
      of('elements of the list', 'the limit', 'elements', nodes, 400, 1),
      of(
        'a frame while scrolling, worst twentieth',
        'an empty page',
        'ms',
        quantile(scroll, 0.95),
        quantile(peers.empty, 0.95),
        1.3,
      ),
      of(
        'a drag begins, in 10,000',
        `dnd-kit in ${SORTABLE.toLocaleString('en')}`,
        'ms',
        median(drags.map(({ start }) => start)),
        median(peers.starts),
        1 / 15,
      ),
      of(
        'the longest frame in sixty moves',
        'the limit',
        'ms',
        median(drags.map(({ longestFrame }) => longestFrame)),
        33,
        1,
      ),
      of(
        'from the drop to the new place on the screen',
        'the limit',
        'ms',
        median(drags.map(({ drop }) => drop)),
        60,
        1,
      ),
    ];
  } finally {
    await browser.close();
    await shell.end();
    folders.remove();
  }
};
