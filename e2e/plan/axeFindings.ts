import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds serious on the page as it is: every rule in the light theme, in the dark one the contrast alone, since nothing else differs. */
export const axeFindings = async (page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};
