import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { expectKeys } from './backlogList.ts';
import { importItems } from './importItems.ts';
import { rankedKeys, samplePlan } from './samplePlan.ts';

test('P14 what was imported waits: by one key each it is accepted, declined with a reason, snoozed or marked as a duplicate, and undo brings it back', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [{ title: 'There before' }]);
  const titles = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];
  await importItems(
    pitwall,
    project,
    `Id,Title\n${titles.map((title, at) => `X-${String(at)},${title}`).join('\n')}\n`,
    true,
  );
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1']);

  await visit(page, `/p/${project}/inbox`);
  const rows = page.getByRole('grid', { name: 'Waiting items' }).getByRole('row');
  await expect(page.getByText('5 items wait for a decision.')).toBeVisible();
  await expect(rows.first()).toContainText('X-0');
  await page.keyboard.press('j');
  await expect(rows.first()).toBeFocused();

  await page.keyboard.press('Shift+A');
  await expect(page.getByText('4 items wait for a decision.')).toBeVisible();
  // The next one took its place, and the keys go on there.
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('d');
  const decline = page.getByRole('dialog', { name: 'Decline SA-3' });
  await expect(decline.getByRole('button', { name: 'Decline SA-3' })).toBeDisabled();
  await decline.getByRole('textbox', { name: 'Why?' }).fill('Not ours');
  await decline.getByRole('button', { name: 'Decline SA-3' }).click();
  await expect(page.getByText('3 items wait for a decision.')).toBeVisible();

  await page.keyboard.press('s');
  await page.getByRole('button', { name: /^Until tomorrow/ }).click();
  await expect(page.getByText('2 items wait for a decision. 1 snoozed.')).toBeVisible();
  await page.keyboard.press('u');
  await expect(page.getByRole('textbox', { name: 'The item that was there first, by key or title' })).toBeFocused();
  await page.keyboard.type('there');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Mark as a duplicate of SA-1' }).click();
  await expect(page.getByText('1 item waits for a decision. 1 snoozed.')).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('2 items wait for a decision. 1 snoozed.')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByText('2 items', { exact: true })).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByText('Nothing waits for a decision. 1 snoozed.')).toBeVisible();
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-2', 'SA-1', 'SA-5', 'SA-6']);
  expect((await rankedKeys(pitwall, project)).length).toBe(6);
});
