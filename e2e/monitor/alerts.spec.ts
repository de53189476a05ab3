import type { Page } from '@playwright/test';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange, RUN_TIMEOUT, switchFault } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';

const open = (page: Page) => page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem');
const closed = (page: Page) => page.getByRole('list', { name: /^Alerts that closed/ }).getByRole('listitem');

test('M3 M8 a broken app opens one alert with one backlog item; it is taken by a key, outlives a restart, and closes', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/alerts`);
  await expect(page.getByRole('heading', { name: 'No open alert' })).toBeVisible();

  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/alerts`);
  await expect(open(page)).toContainText('The first hop that fails is the app: HTTP 500', { timeout: RUN_TIMEOUT });
  await expect(open(page)).toHaveCount(1);
  await expect(open(page).getByRole('link', { name: 'Open its item' })).toBeVisible();
  await expect(page.getByRole('banner').getByRole('link', { name: '1 alert' })).toBeVisible();
  await picture(page, 'alerts-open');
  await open(page).getByRole('link', { name: 'Open its item' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  await expect(page.getByRole('complementary').getByRole('heading', { name: /^App down on staging/ })).toBeVisible();
  await visit(page, `/p/${project}/alerts`);

  await visit(page, `/p/${project}/metrics`);
  await expect(page.locator('[data-alert-span]').first()).toBeAttached();
  await expect(page.getByRole('listitem').filter({ hasText: 'still open' })).toContainText('App down');
  await visit(page, `/p/${project}/alerts`);

  await page.keyboard.press('j');
  await expect(open(page)).toBeFocused();
  await page.keyboard.press('a');
  await expect(open(page)).toContainText('Taken by');

  await pitwall.restart();
  const again = pitwall.page();
  await visit(again, `/p/${project}/alerts`);
  await expect(open(again)).toContainText('Taken by');
  await expect(again.getByRole('status', { name: 'Connected with Pitwall’s backend' })).toBeVisible();
  await switchFault(again, 'staging', /500/, false);
  await visit(again, `/p/${project}/alerts`);
  await expect(closed(again)).toContainText('The app answers as it should again.', { timeout: RUN_TIMEOUT });
  await expect(again.getByRole('heading', { name: 'No open alert' })).toBeVisible();
  await visit(again, '/ledger');
  await expect(again.getByRole('main').getByText(/^Make PR-\d+ of the alert “App down on staging”$/)).toHaveCount(1);
  await expect(again.getByRole('main').getByText(/^App down on staging closed/)).toHaveCount(1);
});

test('M3 a rule is changed, tried and saved; default rules that are missing are added, and an undo takes that back', async ({
  page,
}) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/alerts/rules`);
  await page.getByRole('link', { name: 'Processor busy' }).click();
  await page.getByLabel('Closes at (%)').fill('95');
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByText('Must not lie on the bad side of where it opens.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the rule' })).toBeDisabled();
  await page.getByLabel('Closes at (%)').fill('50');
  await page.getByRole('button', { name: 'Try the rule' }).click();
  await expect(
    page.getByRole('main').getByText(/It would not have opened|was measured in this time|was ever kept/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByRole('row', { name: /Processor busy/ })).toContainText('processor use above 90 % for 10 min');
  await expect(page.getByRole('row', { name: /Processor busy/ })).toContainText('closes at 50 %');

  await page.getByRole('link', { name: 'New exception' }).click();
  await page.getByRole('button', { name: 'Try the rule' }).click();
  await expect(
    page.getByRole('main').getByText(/^It would (not )?have opened|was measured in this time/),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Remove this rule' }).click();
  await expect(page.getByRole('row', { name: /New exception/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Unit flapping' }).click();
  await page.getByRole('button', { name: 'Remove this rule' }).click();
  await page.getByRole('button', { name: 'Add 2 missing default rules…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add default rules' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2);
  await expect(dialog).toContainText('number of restarts in the past hour of a unit above 2');
  expect(await axeFindings(page), 'default rules').toEqual([]);
  await dialog.getByRole('checkbox', { name: 'Unit flapping' }).uncheck();
  await dialog.getByRole('button', { name: 'Add 1 rule' }).click();
  await expect(page.getByRole('row', { name: /New exception/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add the missing default rule…' })).toBeVisible();
  await visit(page, `/p/${project}/board`);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Nothing was undone', { exact: true })).toBeVisible();
  await visit(page, `/p/${project}/alerts/rules`);
  await expect(page.getByRole('row', { name: /New exception/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('row', { name: /New exception/ })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('row', { name: /Unit flapping/ })).toBeVisible();
});

test('M7 a maintenance window is planned, and quiet hours are set', async ({ page }) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/alerts/quiet`);
  await page.getByRole('button', { name: 'Add a window' }).click();
  const dialog = page.getByRole('dialog', { name: 'New maintenance window' });
  await dialog.getByLabel('Name').fill('Backups');
  await dialog.getByLabel('When').selectOption('By a cron line');
  await dialog.getByLabel('Cron line').fill('0 0 30 2 *');
  await dialog.getByRole('button', { name: 'Save the window' }).click();
  await expect(dialog.getByText('This cron line cannot be used: no day of any year fits it.')).toBeVisible();
  await dialog.getByLabel('Cron line').fill('30 2 * * 0');
  await dialog.getByRole('button', { name: 'Save the window' }).click();
  await expect(page.getByText('30 2 * * 0 for 1 h')).toBeVisible();
  await page.getByRole('switch', { name: 'Keep quiet every day' }).click({ force: true });
  await page.getByRole('button', { name: 'Save the quiet hours' }).click();
  await expect(page.getByRole('button', { name: 'Save the quiet hours' })).toBeDisabled();
});

test('M10 the browser is asked about notifications only after a click', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window tells by the system itself');
  await page.evaluate(() => {
    Notification.requestPermission = async () => {
      document.documentElement.dataset.asked = 'once';
      return 'default';
    };
  });
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/alerts`);
  await expect(page.getByRole('button', { name: 'Allow notifications' })).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-asked');
  await page.getByRole('button', { name: 'Allow notifications' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-asked', 'once');
});

test('M3 axe finds nothing on the screens about alerts, and nothing is cut off sideways', async ({ page }) => {
  test.slow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/alerts`);
  await expect(open(page)).toHaveCount(1, { timeout: RUN_TIMEOUT });
  expect(await axeFindings(page), 'alerts').toEqual([]);
  for (const width of [1024, 800, 480]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await sidewaysOverflow(page), `at ${String(width)}`).toEqual([0, 0]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Silence…' }).click();
  expect(await axeFindings(page), 'silence').toEqual([]);
  await page.keyboard.press('Escape');
  await visit(page, `/p/${project}/alerts/rules`);
  expect(await axeFindings(page), 'rules').toEqual([]);
  await page.getByRole('link', { name: 'App down' }).click();
  await page.getByRole('button', { name: 'Try the rule' }).click();
  await expect(page.getByRole('main').getByText(/^It would have opened/)).toBeVisible();
  expect(await axeFindings(page), 'rule').toEqual([]);
  await page.setViewportSize({ width: 480, height: 700 });
  expect(await sidewaysOverflow(page), 'rule').toEqual([0, 0]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, `/p/${project}/alerts/quiet`);
  await page.getByRole('button', { name: 'Add a window' }).click();
  expect(await axeFindings(page), 'window').toEqual([]);
  await page.keyboard.press('Escape');
  expect(await axeFindings(page), 'quiet times').toEqual([]);
});
