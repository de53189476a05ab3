import { expect, type Page } from '@playwright/test';

/** Goes to an address of the window as a deep link does: by the fragment, in either shell.
 *
 * Waits for the window's first screen before, since that one may still lead elsewhere, and for the new screen's heading after. */
export const visit = async (page: Page, path: string): Promise<void> => {
  const heading = page.getByRole('main').getByRole('heading', { level: 1 });
  await expect(heading).toBeVisible();
  await page.evaluate((to) => {
    window.location.hash = to;
  }, path);
  await expect(page).toHaveURL((url) => url.hash === `#${path}`);
  await expect(heading).toBeVisible();
};
