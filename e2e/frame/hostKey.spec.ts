import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { visit } from './visit.ts';

const fingerprint = /SHA256:[A-Za-z0-9+/]{43}/;

/** Opens the practice range by the first run's page; gives the ports and the key file its staging server is reached by. */
const openRange = async (page: Page) => {
  await page.getByRole('button', { name: 'Open the practice range' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Practice range' })).toBeVisible({ timeout: 60_000 });
  await visit(page, '/projects');
  await page.getByRole('link', { name: /^Edit/ }).click();
  await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();
  const value = (name: string) => page.getByRole('textbox', { name, exact: true }).inputValue();
  return {
    path: new URL(page.url()).hash.slice(1),
    port: await value('Port'),
    user: await value('User'),
    keyFile: await value('Key file'),
    checkout: await value('Checkout'),
    appFolder: await value('App folder'),
    unit: await value("App's systemd unit"),
  };
};

const testConnection = async (page: Page) => {
  await page.getByRole('button', { name: /^Test (the connection|again)$/ }).click();
};
const stage = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: title }) });

test('a server seen for the first time is a question with its fingerprint, and the answer is kept', async ({
  page,
}) => {
  const range = await openRange(page);
  // The same server by another name: Pitwall has not seen that one yet.
  await importProject(
    page,
    `pitwall: 1
project: { name: Mine, key: ME }
environments:
  - name: staging
    tier: staging
    ssh: { host: localhost, port: ${range.port}, user: ${range.user}, auth: { kind: key, path: ${JSON.stringify(range.keyFile)} } }
    repositoryPath: ${JSON.stringify(range.checkout)}
    appPath: ${JSON.stringify(range.appFolder)}
    unit: ${range.unit}
    health: { appUrl: "http://127.0.0.1:1/health", nginxUrl: "http://127.0.0.1:1/health" }
`,
  );
  await page.getByRole('link', { name: 'Connection of staging' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await testConnection(page);
  await expect(stage(page, 'Check its host key')).toContainText('your answer is needed');
  const question = page.getByText('Is this server really yours?').locator('..');
  await expect(question).toContainText(fingerprint);
  await expect(question).toContainText('ssh-keygen -lf /etc/ssh/ssh_host_');
  await expect(stage(page, 'Sign in')).toContainText('skipped');

  await page.getByRole('button', { name: 'Trust this key and test again' }).click();
  await expect(stage(page, 'Check its host key')).toContainText('passed');
  await expect(stage(page, 'Sign in')).toContainText('passed');
  await expect(page.getByRole('table', { name: 'Trusted host keys' })).toContainText('localhost');
});

test('a changed host key is a hard stop: both fingerprints, and no way on but the name typed', async ({ page }) => {
  const range = await openRange(page);
  await visit(page, `${range.path}/connection`);
  await testConnection(page);
  await expect(stage(page, 'Check the folders')).toContainText('passed', { timeout: 60_000 });

  await visit(page, '/range');
  await page.getByRole('switch', { name: 'The server shows another host key on staging' }).click({ force: true });
  await expect(page.getByRole('row', { name: /^staging 1/ })).toContainText('1');
  await visit(page, `${range.path}/connection`);
  await testConnection(page);
  const stop = page.getByRole('alert').filter({ hasText: 'has changed. Nothing was sent.' });
  await expect(stop.getByLabel('expected fingerprint', { exact: true })).toContainText(fingerprint);
  await expect(stop.getByLabel('fingerprint shown now', { exact: true })).toContainText(fingerprint);
  await expect(stage(page, 'Sign in')).toContainText('skipped');
  await expect(page.getByRole('button', { name: /Trust/ })).toHaveCount(0);

  await stop.getByRole('button', { name: /I compared the new fingerprint/ }).click();
  const replace = stop.getByRole('button', { name: 'Replace the host key' });
  await expect(replace).toBeDisabled();
  await page.getByLabel(/type the environment's name/).fill('stagin');
  await page.keyboard.press('Enter');
  await expect(stop).toBeVisible();
  await expect(replace).toBeDisabled();
  await page.getByLabel(/type the environment's name/).fill('staging');
  await replace.click();
  await expect(stage(page, 'Sign in')).toContainText('passed');
  await visit(page, '/ledger');
  await expect(page.getByRole('table', { name: 'Acts' }).getByRole('row').nth(1)).toContainText('hostKey.replace');
});

test('a missing sudo rule gives the exact lines to copy', async ({ page }) => {
  const range = await openRange(page);
  await visit(page, '/range');
  await page.getByRole('switch', { name: 'The sudo rules are gone on staging' }).click({ force: true });
  await expect(page.getByRole('row', { name: /^staging 1/ })).toContainText('1');
  await visit(page, `${range.path}/connection`);
  await testConnection(page);
  await expect(stage(page, 'Check the sudo rules')).toContainText('failed', { timeout: 60_000 });
  await expect(stage(page, 'Check the sudo rules').getByLabel('sudoers lines', { exact: true })).toContainText(
    'NOPASSWD:',
  );
});

test('a secret goes in and never comes back, and the page says how it is kept', async ({ page, pitwall }) => {
  const range = await openRange(page);
  await visit(page, `${range.path}/connection`);
  if (pitwall.kind === 'browser')
    await expect(page.getByText('Not protected here: kept in memory until Pitwall ends')).toBeVisible();
  const canary = 'canary-7d1f-passphrase';
  await page.getByLabel('Passphrase of the key file').fill(canary);
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Forget' })).toBeVisible();
  await expect(page.getByLabel('Passphrase of the key file')).toHaveValue('');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Forget' })).toBeVisible();
  expect(await page.content()).not.toContain(canary);
  await page.getByRole('button', { name: 'Forget' }).click();
  await expect(page.getByRole('button', { name: 'Forget' })).toHaveCount(0);
});

test('the practice range says that it is practice, takes a commit, closes and opens again', async ({ page }) => {
  await openRange(page);
  await visit(page, '/range');
  await expect(page.getByText('This is practice.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'practice', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Add a commit' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /Commit [0-9a-f]{7} added/ })).toBeVisible();
  await page.getByRole('button', { name: 'Close the range' }).click();
  await expect(page.getByRole('heading', { name: 'The practice range is closed' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the practice range' }).click();
  await expect(page.getByRole('table', { name: 'Servers of the practice range' })).toBeVisible({ timeout: 60_000 });
});
