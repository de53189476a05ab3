import { expect, type Locator, type Page } from '@playwright/test';
import { visit } from '../frame/visit.ts';

export type RangeServerName = 'staging' | 'production';

/** A deploy of a few seconds, on a machine that may be busy with other things. */
export const RUN_TIMEOUT = 90_000;

/** From the first run's page into the practice range; ends on its project's deploy screen, whose id it gives. */
export const openPracticeRange = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Open the practice range' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Practice range' })).toBeVisible({ timeout: RUN_TIMEOUT });
  await page.getByRole('link', { name: 'Deploy to the practice range' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Deploy' })).toBeVisible();
  return /#\/p\/([0-9a-f-]{36})\/deploy/.exec(page.url())?.[1] ?? '';
};

/** Switches a fault of a practice server by the range's own page. */
export const switchFault = async (page: Page, server: RangeServerName, fault: RegExp, on: boolean): Promise<void> => {
  await visit(page, '/range');
  const toggle = page.getByRole('row', { name: fault }).getByRole('switch', { name: new RegExp(server) });
  await expect(toggle).toBeEnabled();
  if ((await toggle.isChecked()) !== on) await toggle.click({ force: true });
  await expect(toggle).toBeChecked({ checked: on });
};

/** One environment's column on the deploy screen. */
export const column = (page: Page, server: RangeServerName): Locator =>
  page.getByRole('region', { name: server, exact: true });

/** From the deploy screen to an environment's confirm page, once its target has answered. */
export const reviewDeploy = async (page: Page, server: RangeServerName): Promise<void> => {
  await column(page, server)
    .getByRole('link', { name: new RegExp(`^Review deploy of [0-9a-f]{7} to ${server}$`) })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: `Confirm the deploy to ${server}` })).toBeVisible();
  await expect(deployButton(page, server)).toBeVisible();
};

/** The confirm page's one button. */
export const deployButton = (page: Page, server: RangeServerName): Locator =>
  page.getByRole('button', { name: new RegExp(`^Deploy [0-9a-f]{7} to ${server}$`) });

/** Waits for a run's page; gives the run's id. */
export const onRunPage = async (page: Page, server: RangeServerName): Promise<string> => {
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^[0-9a-f]{7} to ${server}$`) })).toBeVisible();
  return /\/runs\/([0-9A-Z]{26})/.exec(page.url())?.[1] ?? '';
};

/** Presses the one button, with the name typed where that is wanted; ends on the run's page. */
export const confirmDeploy = async (page: Page, server: RangeServerName): Promise<string> => {
  const act = deployButton(page, server);
  if (server === 'production') {
    await expect(act).toBeDisabled();
    await page.getByLabel(/type the environment's name/).fill(server);
  }
  await act.click();
  return onRunPage(page, server);
};

/** From the deploy screen through the confirm page to the run's page. */
export const deploy = async (page: Page, project: string, server: RangeServerName): Promise<string> => {
  await visit(page, `/p/${project}/deploy`);
  await reviewDeploy(page, server);
  return confirmDeploy(page, server);
};

/** The run's verdict, once it has one. */
export const verdict = (page: Page): Locator => page.getByRole('region', { name: 'Verdict' });

/** The log's box, which takes the keys. */
export const log = (page: Page): Locator => page.getByRole('region', { name: 'Log of the run' });

/** A line of the log that is drawn, counted from 1 as it is shown. */
export const logLine = (page: Page, number: number): Locator =>
  log(page).locator(`[data-line="${String(number - 1)}"]`);

/** The step of this name in the run's list, by its state. */
export const step = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: 'Steps' }).getByRole('button', { name: title });
