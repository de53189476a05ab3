import type { Page } from '@playwright/test';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange, RUN_TIMEOUT, switchFault } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';

const hop = (page: Page, name: string) =>
  page
    .getByRole('list', { name: 'Hops, from the user to the app' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

test('M1 the path of the practice range is watched from the start; a broken app is named as the first failing hop', async ({
  page,
}) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/path`);
  await expect(verdict(page)).toContainText('Every hop of the path answers as it should.', { timeout: RUN_TIMEOUT });
  for (const name of ['DNS', 'Edge', 'Server', 'nginx', 'App'])
    await expect(hop(page, name).getByText('up', { exact: true })).toBeVisible();
  await expect(hop(page, 'Edge')).toContainText('First byte');
  await expect(page.getByText(/100 % up in the/)).toBeVisible();
  await picture(page, 'path-up');

  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/path`);
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(verdict(page)).toContainText('The first hop that fails is the app: HTTP 500, expected 200.');
  await expect(hop(page, 'App')).toContainText('First failing hop');
  await expect(hop(page, 'nginx')).toContainText('because of App');
  await expect(hop(page, 'Edge')).toContainText('because of App');
  await expect(hop(page, 'Server').getByText('up', { exact: true })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Environments to look at' });
  await expect(tabs.getByRole('link', { name: /production/ })).toContainText('up');
  await picture(page, 'path-down');

  const strip = page.getByRole('slider', { name: 'App' });
  await strip.focus();
  await page.keyboard.press('End');
  await expect(strip).toHaveAttribute('aria-valuetext', /^down .* to now: HTTP 500, expected 200$/);
  await page.getByRole('button', { name: 'Show it as a table' }).click();
  await expect(page.getByRole('table', { name: 'What the hops were, newest first' })).toContainText('HTTP 500');

  await switchFault(page, 'staging', /500/, false);
  await visit(page, `/p/${project}/path`);
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(verdict(page)).toContainText('Every hop of the path answers as it should.');
});

test('M1 watching is switched off and on again by the page, and both are lines of the ledger', async ({ page }) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/path`);
  await page.getByRole('link', { name: 'Set how it is watched' }).click();
  await page.getByRole('switch', { name: 'Watch this environment' }).click({ force: true });
  await page.getByLabel('Addresses the public name must lead to').fill('not an address');
  await page.getByRole('button', { name: 'Save how it is watched' }).click();
  await expect(page.getByText('not an address: not an IPv4 or IPv6 address.')).toBeVisible();
  await page.getByLabel('Addresses the public name must lead to').fill('203.0.113.7');
  await page.getByRole('button', { name: 'Save how it is watched' }).click();
  await expect(page.getByRole('heading', { name: 'Watching is off' })).toBeVisible();
  await page.getByRole('button', { name: 'Watch staging' }).click();
  await expect(verdict(page)).toContainText('The first hop that fails is DNS', { timeout: RUN_TIMEOUT });
  await expect(hop(page, 'DNS')).toContainText('resolves to 127.0.0.1, expected 203.0.113.7');
  await expect(hop(page, 'App').getByText('up', { exact: true })).toBeVisible();
  await visit(page, '/ledger');
  await expect(page.getByText('Change how staging is watched: enabled, expectAddresses')).toBeVisible();
});

test('M1 axe finds nothing on the path, and nothing is cut off sideways', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/path`);
  await expect(verdict(page)).toContainText('The first hop that fails is the app', { timeout: RUN_TIMEOUT });
  await page.getByRole('button', { name: 'Show it as a table' }).click();
  expect(await axeFindings(page), 'path').toEqual([]);
  for (const width of [1024, 800, 480]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await sidewaysOverflow(page), `at ${String(width)}`).toEqual([0, 0]);
  }
  await page.getByRole('link', { name: 'Set how it is watched' }).click();
  await expect(page.getByRole('switch', { name: 'Watch this environment' })).toBeVisible();
  expect(await axeFindings(page), 'settings').toEqual([]);
});
