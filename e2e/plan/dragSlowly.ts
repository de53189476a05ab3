import type { Locator, Page } from '@playwright/test';

/** Picks something up and holds it over a point of something else, in steps as a hand does; `drop` lets go.
 *
 * `at` is the share of the target's width and height, its middle unless told. */
export const dragSlowly = async (
  page: Page,
  from: Locator,
  to: Locator,
  at: { readonly x: number; readonly y: number } = { x: 0.5, y: 0.5 },
): Promise<{ readonly drop: () => Promise<void> }> => {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (start === null || end === null) throw new Error('nothing to drag, or nowhere to');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 6, start.y + start.height / 2 + 6, { steps: 3 });
  await page.mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 6 });
  // The browser tells a held drag's place some times a second; one more move is one more chance.
  await page.mouse.move(end.x + end.width * at.x + 1, end.y + end.height * at.y, { steps: 2 });
  return { drop: () => page.mouse.up() };
};
