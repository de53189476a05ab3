import type { Page } from '@playwright/test';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange, RUN_TIMEOUT, switchFault } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';

const open = (page: Page) => page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem');
const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

test('M1 M3 M4 faults that are switched on in the range are named by Monitor, and their alerts close when they are off', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /wrong address/, true);
  await switchFault(page, 'staging', /Memory leaks/, true);
  await switchFault(page, 'staging', /second and a half/, true);
  await switchFault(page, 'production', /edge is dead/, true);

  await visit(page, `/p/${project}/path`);
  await expect(verdict(page)).toContainText('The first hop that fails is DNS', { timeout: RUN_TIMEOUT });
  await expect(page.getByText(/resolves to 127\.0\.0\.2, expected 127\.0\.0\.1/).first()).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Environments to look at' })
    .getByRole('link', { name: /production/ })
    .click();
  await expect(verdict(page)).toContainText('The first hop that fails is the edge', { timeout: RUN_TIMEOUT });

  await visit(page, `/p/${project}/alerts`);
  for (const name of ['Name leads elsewhere', 'Edge down', 'Memory nearly full', 'Answers slow'])
    await expect(open(page).filter({ hasText: name })).toHaveCount(1, { timeout: RUN_TIMEOUT });

  for (const fault of [/wrong address/, /Memory leaks/, /second and a half/])
    await switchFault(page, 'staging', fault, false);
  await switchFault(page, 'production', /edge is dead/, false);
  await visit(page, `/p/${project}/alerts`);
  await expect(page.getByRole('heading', { name: 'No open alert' })).toBeVisible({ timeout: RUN_TIMEOUT });
  expect(pitwall.complaints).toEqual([]);
});

test('M1 axe finds nothing on the page of the range, and nothing is cut off sideways', async ({ page }) => {
  await openPracticeRange(page);
  await switchFault(page, 'staging', /wrong address/, true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await axeFindings(page)).toEqual([]);
  for (const width of [1024, 800, 480]) {
    await page.setViewportSize({ width, height: 700 });
    await expect.poll(() => sidewaysOverflow(page), `at ${String(width)}`).toEqual([0, 0]);
  }
});
