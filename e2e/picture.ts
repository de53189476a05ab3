import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './shell/pitwallProcess.ts';

const folder = join(root, 'docs', 'pictures');

/** Takes a picture for the README in both themes: `docs/pictures/NAME-light.png` and `NAME-dark.png`.
 *
 * Only with PITWALL_PICTURES=1: an ordinary test run changes no file. Leaves the page in the light theme. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.PITWALL_PICTURES !== '1') return;
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' });
  }
};
