import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { axeFindings } from '../axeFindings.ts';
import { deploy, openPracticeRange, RUN_TIMEOUT } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';

const chart = (page: Page, title: string) =>
  page.getByRole('figure').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
/** The drawn lines of a chart that hold something. */
const lines = (page: Page, title: string) => chart(page, title).locator('path[stroke-linejoin="round"][d*="M"]');

const openMetrics = async (page: Page): Promise<string> => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/metrics`);
  await chart(page, 'Processor').scrollIntoViewIfNeeded({ timeout: RUN_TIMEOUT });
  await expect(lines(page, 'Processor').first()).toBeAttached({ timeout: RUN_TIMEOUT });
  return project;
};

test('M4 M9 a server nobody installed anything on shows its processor, memory, disks and hops within a minute', async ({
  page,
  pitwall,
}) => {
  const project = await openMetrics(page);
  await expect(page.getByText('live', { exact: true }).first()).toBeVisible();
  for (const title of ['Time of each hop', 'Processor', 'Load', 'Memory in use', 'Disks, space in use']) {
    await chart(page, title).scrollIntoViewIfNeeded();
    await expect(lines(page, title).first()).toBeAttached();
  }
  // Only what is in sight is drawn anew.
  await chart(page, 'Memory in use').scrollIntoViewIfNeeded();
  await expect(chart(page, 'Memory in use').getByRole('listitem').filter({ hasText: 'memory' })).toContainText(/\d %/);

  await page.getByRole('button', { name: 'Look at staging' }).click();
  const processes = page.getByRole('table', { name: 'Processes of staging' });
  await expect(processes.getByRole('row').nth(5)).toBeVisible();
  await expect(processes).toContainText(/\d+(\.\d+)? [kMG]B/);

  await deploy(page, project, 'staging');
  await visit(page, `/p/${project}/metrics`);
  await expect(page.getByRole('region', { name: 'Deploys in this time' }).getByRole('link')).toHaveCount(1);
  await chart(page, 'Time of each hop').scrollIntoViewIfNeeded();
  await expect(chart(page, 'Time of each hop').locator('[data-deploy] line')).toHaveCount(1);
  await picture(page, 'metrics');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await axeFindings(page)).toEqual([]);
  for (const width of [1024, 800, 480]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => sidewaysOverflow(page), `at ${String(width)}`).toEqual([0, 0]);
  }
  expect(pitwall.complaints).toEqual([]);
});

test('M9 the stretch of time is chosen by range, by dragging and by keys, and a link to it shows the same', async ({
  page,
}) => {
  await openMetrics(page);
  const told = page.getByRole('region', { name: 'Time shown' });
  await page.getByRole('radiogroup', { name: 'Range up to now' }).getByText('15 min').click();
  await expect(told).toContainText('The last 15 min, live.');

  const plot = chart(page, 'Processor').locator('[data-plot]');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (box === null) throw new Error('the chart is not drawn');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.2, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, middle, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]from=\d+/);
  await expect(told.getByRole('button', { name: 'Back to now' })).toBeVisible();
  const [from, to] = ['from', 'to'].map((name) => Number(new RegExp(`${name}=(\\d+)`).exec(page.url())?.[1]));
  // Two fifths of a quarter of an hour.
  expect(Math.abs(Number(to) - Number(from) - 6 * 60_000)).toBeLessThan(20_000);

  await page.keyboard.press('-');
  await expect(page).not.toHaveURL(new RegExp(`from=${String(from)}`));
  await page.keyboard.press('0');
  await expect(told).toContainText('The last 15 min, live.');
  await expect(page).not.toHaveURL(/from=/);

  // The same moment in every chart, by the keyboard.
  await chart(page, 'Processor').getByRole('slider').focus();
  await page.keyboard.press('End');
  await expect(chart(page, 'Processor').getByRole('slider')).toHaveAttribute('aria-valuetext', /busy \d/);
  await expect(chart(page, 'Processor').locator('[data-cursor]')).toHaveCount(1);
  await expect(chart(page, 'Load').locator('[data-cursor]')).toHaveCount(1);
});

test('M9 figures are a table one click away, and leave as CSV and as a picture', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop shell asks where to save');
  await openMetrics(page);
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return readFileSync(await download.path());
  };
  expect((await saved('Save the figures of Processor (CSV)')).toString('utf8')).toMatch(
    /^time,series,unit,min,mean,max,samples\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,cpu\.busy,%,/,
  );
  const png = await saved('Save Processor as a picture (PNG)');
  expect([...png.subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect(png.length).toBeGreaterThan(5_000);

  await page.getByRole('button', { name: 'Processor as a table' }).click();
  const table = page.getByRole('table', { name: 'Processor' });
  await expect(table.getByRole('columnheader', { name: 'busy' })).toBeVisible();
  await expect(table.getByRole('row').nth(1)).toContainText(/\d %/);
  await page.getByRole('switch', { name: 'Compare with the period before' }).click({ force: true });
  await page.getByRole('button', { name: 'Processor as a chart' }).click();
  await expect(chart(page, 'Processor').getByRole('listitem').first()).toContainText('before –');
});

test('M9 an environment that is not watched says so, and leads to its settings', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/path`);
  await page.getByRole('link', { name: 'Set how it is watched' }).click();
  await page.getByRole('switch', { name: 'Watch this environment' }).click({ force: true });
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Path' })).toBeVisible();
  await visit(page, `/p/${project}/metrics`);
  await expect(page.getByText('not watched', { exact: true })).toBeVisible();
  await expect(page.getByText(/Nothing new comes in|Switch watching on/)).toBeVisible();
});
