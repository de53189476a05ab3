import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's browser: Playwright's own ones cannot be downloaded everywhere. None of them: Playwright's, where it is installed. */
const chromium = [
  process.env.PITWALL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].find((path) => path !== undefined && existsSync(path));

/** Specs run through one fixture in both shells: the browser shell in Chromium, and the desktop window in Electron. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each spec starts a Pitwall of its own and waits for it more than it computes: two at once, even on two cores.
  workers: 2,
  // A busy machine may cost one run; a run for the record tries once more, and the report calls it flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    // Recording every spec costs a third of the time; the second try of one that failed is recorded.
    trace: process.env.CI === undefined ? 'off' : 'on-first-retry',
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'browser' },
    // What a browser could do to the browser shell, and how that one starts, has no counterpart in a window of our own.
    { name: 'desktop', testIgnore: ['attacks/**', 'shell/**'] },
  ],
});
