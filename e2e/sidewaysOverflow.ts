import type { Page } from '@playwright/test';

/** By how many pixels the document and its main part are wider than their room: [0, 0] when nothing is cut off sideways. */
export const sidewaysOverflow = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    return [document.documentElement, main].map((each) => (each?.scrollWidth ?? 0) - (each?.clientWidth ?? 0));
  });
