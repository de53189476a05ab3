import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../fixture.ts';
import { openImpostor } from './impostor.ts';
import { startShell } from './pitwallProcess.ts';

const live = { name: 'Connected' };

test('a link signs one tab in, and its code leaves the address bar', async ({ page, context, pitwall }) => {
  await expect(page.getByRole('status', live)).toBeVisible();
  expect(new URL(page.url()).hash).not.toMatch(/^#[\w-]{22,}$/);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.context().cookies()).toEqual([]);

  await page.reload();
  await expect(page.getByRole('status', live)).toBeVisible();

  // Another tab has no session of its own, and says what to do.
  const other = await context.newPage();
  await other.goto(new URL('/', page.url()).href);
  await expect(other.getByText(/npm start/)).toBeVisible();
  expect(pitwall.complaints.filter((each) => !each.includes('401'))).toEqual([]);
});

test('a link works once', async ({ browser, pitwall }) => {
  const shell = await startShell({ folders: { ...pitwall.folders, dataDir: join(pitwall.folders.dataDir, 'second') } });
  try {
    const first = await browser.newContext();
    const firstTab = await first.newPage();
    await firstTab.goto(shell.link);
    await expect(firstTab.getByRole('status', live)).toBeVisible();
    const second = await browser.newContext();
    const secondTab = await second.newPage();
    await secondTab.goto(shell.link);
    await expect(secondTab.getByText(/npm start/)).toBeVisible();
    await first.close();
    await second.close();
  } finally {
    await shell.end();
  }
});

test('an open page comes back by itself when Pitwall is started again', async ({ page, pitwall }) => {
  await expect(page.getByRole('status', live)).toBeVisible();
  await pitwall.kill();
  await expect(page.getByText(/reconnecting/).first()).toBeVisible();
  await pitwall.start();
  await expect(page.getByRole('status', live)).toBeVisible();

  await pitwall.restart();
  await expect(page.getByRole('status', live)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('status', live)).toBeVisible();
});

test('a page does not give its token to a stranger on its port', async ({ page, pitwall }) => {
  await expect(page.getByRole('status', live)).toBeVisible();
  const port = Number(new URL(page.url()).port);
  await pitwall.kill();
  const impostor = await openImpostor(port);
  // It was asked for its proof several times, and never given the token.
  await impostor.asked(3);
  await impostor.close();
  const [session] = JSON.parse(readFileSync(join(pitwall.folders.dataDir, 'sessions.json'), 'utf8')) as {
    id: string;
  }[];
  expect(impostor.heard()).toContain(session?.id);
  const token = await page.evaluate(() => sessionStorage.getItem('pitwall-session') ?? '');
  expect(token.length).toBeGreaterThan(40);
  expect(impostor.heard()).not.toContain(token.split('.')[1]);

  await pitwall.start();
  await expect(page.getByRole('status', live)).toBeVisible();
});
