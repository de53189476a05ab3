import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** One look of axe. The page has no frames, so axe may run in it alone and needs no second page to put its findings together. */
const look = async (axe: AxeBuilder, theme: string): Promise<readonly string[]> => {
  const { violations } = await axe.setLegacyMode(true).analyze();
  return violations.map(
    ({ id, nodes }) => `${theme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
};

/**
 * What axe finds on the page as it is, of whatever weight: every rule in the light theme, then in the dark one the contrast alone, since
 * nothing else differs. Leaves the light theme behind.
 * @param except Rules that cannot hold here; say why where you name one.
 */
export const axeFindings = async (page: Page, except: readonly string[] = []): Promise<readonly string[]> => {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await look(new AxeBuilder({ page }).disableRules([...except]), 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await look(new AxeBuilder({ page }).withRules(['color-contrast']), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  return [...light, ...dark];
};
