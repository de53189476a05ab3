import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange, RUN_TIMEOUT, switchFault } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';

test('M5 M6 the traffic of the practice range and its exceptions come in by themselves; one that is resolved comes back', async ({
  page,
  pitwall,
}) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/traffic`);
  await expect(page.getByText('The access log is followed since')).toBeVisible({ timeout: RUN_TIMEOUT });
  await expect(page.getByText('The journal is followed since')).toBeVisible({ timeout: RUN_TIMEOUT });
  const slowest = page.getByRole('table', { name: 'Slowest routes of the last hour' });
  await expect(slowest).toContainText('GET /health', { timeout: RUN_TIMEOUT });
  await expect(page.getByText('Nothing failed and nothing was refused.')).toBeVisible();
  await expect(page.getByText('requests', { exact: true })).toBeVisible({ timeout: RUN_TIMEOUT });

  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/traffic`);
  const failing = page.getByRole('table', { name: 'Most failing routes of the last hour' });
  await expect(failing).toContainText('GET /health', { timeout: RUN_TIMEOUT });

  const raise = (number: number, type = 'OrderGone') => {
    const head = `${(Date.now() / 1000).toFixed(6)}\t-\t-\tstaging\tlantern.service\tgunicorn[7]\t`;
    const lines = [
      'Traceback (most recent call last):',
      `  File "/srv/elsewhere/orders.py", line ${number}, in show`,
      '    find(number)',
      `${type}: no order ${number}`,
    ];
    appendFileSync(
      join(pitwall.folders.dataDir, 'range', 'staging', 'var', 'log', 'journal'),
      lines.map((line) => `${head}${line}\n`).join(''),
    );
  };
  raise(1);
  await expect(page.getByText('no order 1', { exact: true })).toBeVisible({ timeout: RUN_TIMEOUT });
  await page.getByText('Traceback, and why these count as one').click();
  await expect(page.getByText('Line numbers and the message do not matter.')).toBeVisible();
  await picture(page, 'traffic');
  expect(await axeFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Resolve OrderGone' }).click();
  await expect(page.getByText('resolved', { exact: true })).toBeVisible();
  raise(2);
  await expect(page.getByText('came back', { exact: true })).toBeVisible({ timeout: RUN_TIMEOUT });
  await expect(page.getByText(/^2 times/)).toBeVisible();

  // Two that are one and the same are merged, and split again.
  raise(3, 'OrderLost');
  await expect(page.getByText('no order 3', { exact: true })).toBeVisible({ timeout: RUN_TIMEOUT });
  const merge = page.getByRole('button', { name: 'Merge the chosen' });
  await expect(merge).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Choose OrderGone in /srv/elsewhere/orders.py in show' }).check();
  await page.getByRole('checkbox', { name: /^Choose OrderLost/ }).check();
  await merge.click();
  const exceptions = page.getByRole('list', { name: 'Exceptions', exact: true });
  await expect(exceptions).toContainText('3 times');
  await expect(page.getByText('2 fingerprints were merged and count as one.')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('button', { name: /^Split out OrderLost/ }).click();
  await expect(page.getByText('Once, last')).toBeVisible();
  await expect(exceptions).toContainText('2 times');

  // Each new group is an alert with an item of its own; what came back has opened its alert again, and what was merged has closed its own.
  raise(4, 'OrderTwice');
  await expect(page.getByText('no order 4', { exact: true })).toBeVisible({ timeout: RUN_TIMEOUT });
  await visit(page, `/p/${project}/alerts`);
  const alerts = page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem');
  const fresh = alerts.filter({ hasText: 'OrderTwice' });
  await expect(fresh).toContainText('was seen for the first time: no order 4');
  await expect(alerts.filter({ hasText: 'OrderLost' })).toHaveCount(0);
  await expect(alerts.filter({ hasText: 'OrderGone' })).toContainText('came back after it was resolved');
  await fresh.getByRole('link', { name: 'Open its item' }).click();
  await expect(page.getByRole('complementary')).toContainText('OrderTwice: no order 4');
});
