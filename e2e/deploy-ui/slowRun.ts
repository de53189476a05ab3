import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { visit } from '../frame/visit.ts';
import { deploy, openPracticeRange, RUN_TIMEOUT, step, switchFault } from './practiceRange.ts';

/** Long enough for whatever a test does in mid-run, in seconds; the test then cancels the run. */
const HEALTH_TIMEOUT = '900';

export interface SlowRun {
  readonly project: string;
  readonly environment: string;
  readonly run: string;
}

/** A run on staging that stays in its health check until it is cancelled: the app answers slowly, and the check is patient. */
export const startSlowRun = async (page: Page): Promise<SlowRun> => {
  const project = await openPracticeRange(page);
  await switchFault(page, 'staging', /20 seconds/, true);
  const environment = await waitLonger(page, project);
  const run = await deploy(page, project, 'staging');
  await expect(step(page, 'Check the health')).toContainText('running', { timeout: RUN_TIMEOUT });
  return { project, environment, run };
};

const waitLonger = async (page: Page, project: string): Promise<string> => {
  await visit(page, `/projects/${project}`);
  await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();
  await page.getByLabel('Give up after').fill(HEALTH_TIMEOUT);
  await page.getByRole('button', { name: 'Save environment' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Environment staging saved' })).toBeVisible();
  return /environments\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
};

/** Cancels the run that is shown, by its button and the question after it. */
export const cancelRun = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Cancel the run…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the deploy to staging' }).click();
};

/** A run's log as Pitwall has it, and as the practice server itself wrote it. */
export const bothLogs = (dataDir: string, run: string): { readonly here: string; readonly there: string } => {
  const home = join(dataDir, 'range', 'staging', 'home');
  const there = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(join(run, 'log')),
  );
  if (there === undefined) throw new Error(`the practice server has no log of run ${run}`);
  return {
    here: readFileSync(join(dataDir, 'runs', `${run}.log`), 'utf8'),
    there: readFileSync(join(home, there), 'utf8'),
  };
};
