import { openPracticeRange, RUN_TIMEOUT } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';

test('M9 charts reach from a quarter of an hour to a year, and the overview’s handles choose a part, by pointer and by keys', async ({
  page,
  pitwall,
}) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/metrics`);
  const handles = page.getByRole('slider', { name: /^The part of the last/ });
  await expect(handles).toHaveCount(2, { timeout: RUN_TIMEOUT });
  const told = page.getByRole('region', { name: 'Time shown' });
  const ranges = page.getByRole('radiogroup', { name: 'Range up to now' });
  for (const label of ['1 year', '90 d', '7 d', '15 min']) {
    await ranges.getByText(label, { exact: true }).click();
    await expect(told).toContainText(`The last ${label}, live.`);
  }

  const first = handles.first();
  await first.scrollIntoViewIfNeeded();
  const box = await first.boundingBox();
  if (box === null) throw new Error('the overview is not drawn');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 200, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/[?&]from=\d+/);
  await told.getByRole('button', { name: 'Back to now' }).click();
  await expect(page).not.toHaveURL(/from=/);

  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/[?&]from=\d+/);
  const [before] = /from=\d+/.exec(page.url()) ?? [];
  // The handle keeps the focus, so that the next key moves it on.
  await page.keyboard.press('ArrowRight');
  await expect(page).not.toHaveURL(new RegExp(`${before ?? ''}\\b`));
  await expect(page).toHaveURL(/[?&]from=\d+/);
  expect(pitwall.complaints).toEqual([]);
});
