import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { commitToRange } from './commitToRange.ts';
import { deploy, log, logLine, openPracticeRange, RUN_TIMEOUT, step, verdict } from './practiceRange.ts';

/** So many files make a log of so many lines: rsync names each. */
const FILES = 1_500;

test('D12 the whole log of a run is searched, walked, copied and saved', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window saves by the system’s own dialog');
  test.slow();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const project = await openPracticeRange(page);
  const files = Object.fromEntries(
    Array.from({ length: FILES }, (_, number) => [
      `pages/pier-${String(number).padStart(4, '0')}.html`,
      `<p>${String(number)}</p>\n`,
    ]),
  );
  commitToRange(pitwall.folders.dataDir, 'Give every pier its page', files);
  const run = await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  const whole = readFileSync(join(pitwall.folders.dataDir, 'runs', `${run}.log`), 'utf8');
  const lines = whole.split('\n').slice(0, -1);
  await expect(page.getByText(`${lines.length.toLocaleString('en-GB')} lines`)).toBeVisible();
  await expect(logLine(page, lines.length)).toBeVisible();

  await test.step('search', async () => {
    await page.locator('body').press('/');
    const search = page.getByRole('textbox', { name: 'Search in the log' });
    await expect(search).toBeFocused();
    await search.fill('pier-1234');
    const wanted = lines.flatMap((line, at) => (line.includes('pier-1234') ? [at + 1] : []));
    await expect(page.getByText(`1 of ${String(wanted.length)} lines`)).toBeVisible();
    await search.press('Enter');
    await expect(page.getByText(`2 of ${String(wanted.length)} lines`)).toBeVisible();
    await search.press('Shift+Enter');
    await expect(page.getByText(`1 of ${String(wanted.length)} lines`)).toBeVisible();
    const [first = 0] = wanted;
    await expect(logLine(page, first)).toBeInViewport();
    await expect(logLine(page, first).locator('mark')).toHaveText('pier-1234');
    await search.fill('PIER-1234');
    await expect(page.getByText('no line', { exact: true })).toBeVisible();
    await search.press('Escape');
    await search.press('Escape');
    await expect(log(page)).toBeFocused();
  });

  await test.step('steps and keys', async () => {
    await step(page, 'Check the target').click();
    await expect(logLine(page, 1)).toBeInViewport();
    await page.keyboard.press('End');
    await expect(logLine(page, lines.length)).toBeInViewport();
    await page.keyboard.press('Home');
    await expect(logLine(page, 1)).toBeInViewport();
    await page.keyboard.press('PageDown');
    await expect(logLine(page, 1)).not.toBeInViewport();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await expect(logLine(page, 2)).toBeInViewport();
  });

  await test.step('copy lines that are far apart', async () => {
    await page.keyboard.press('Home');
    await logLine(page, 3).locator('[data-number]').click();
    await page.keyboard.press('End');
    await logLine(page, lines.length - 2)
      .locator('[data-number]')
      .click({ modifiers: ['Shift'] });
    const many = lines.length - 4;
    await expect(page.getByRole('button', { name: `Copy ${many.toLocaleString('en-GB')} lines` })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByRole('alert').filter({ hasText: 'lines copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(lines.slice(2, -2).join('\n').replaceAll('\r', '\\r'));
  });

  await test.step('save', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('body').press('s')]);
    expect(download.suggestedFilename()).toMatch(/^staging-[0-9a-f]{7}-.*\.log$/);
    expect(await readFile(await download.path(), 'utf8')).toBe(whole);
  });
});

test('what a commit and its files are called is shown as text, whatever it is', async ({ page, pitwall }) => {
  await page.evaluate(() => Object.assign(window, { pwned: false }));
  const attack = '<img src=x onerror="pwned=true">';
  const project = await openPracticeRange(page);
  commitToRange(pitwall.folders.dataDir, `${attack} \u202ecod.exe $(touch pwned)`, {
    [`pages/${attack.replaceAll('/', '')}.html`]: attack,
  });
  await deploy(page, project, 'staging');
  await expect(page.getByText(attack).first()).toBeVisible();
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await expect(log(page)).toContainText('<img src=x onerror=');
  expect(await page.evaluate(() => Reflect.get(window, 'pwned'))).toBe(false);
  expect(pitwall.complaints).toEqual([]);
});
