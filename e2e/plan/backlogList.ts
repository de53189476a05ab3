import { expect, type Locator, type Page } from '@playwright/test';

/** The list of the backlog. */
export const listOf = (page: Page): Locator => page.getByRole('grid', { name: 'Backlog' });

/** The line of an item. */
export const rowOf = (page: Page, key: string): Locator =>
  listOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell', { name: key, exact: true }) });

/** One cell of an item, by the name of its column. */
export const cellOf = (page: Page, key: string, column: string): Locator =>
  rowOf(page, key).locator(`[data-column="${column}"]`);

/** The keys in view, from the top. */
export const shownKeys = (page: Page): Promise<readonly string[]> =>
  listOf(page).locator('[data-column="key"]').allTextContents();

/** What the list says now: the keys in view in this order. */
export const expectKeys = (page: Page, keys: readonly string[]): Promise<void> =>
  expect.poll(() => shownKeys(page)).toEqual(keys);

/** What the polite live region says. */
export const expectSaid = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.locator('[aria-live="polite"]').filter({ hasText: words })).toHaveCount(1);
