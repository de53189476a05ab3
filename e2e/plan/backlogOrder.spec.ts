import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, expectKeys, expectSaid, listOf, rowOf } from './backlogList.ts';
import { dragSlowly } from './dragSlowly.ts';
import { rankedKeys, samplePlan } from './samplePlan.ts';

const five = ['One', 'Two', 'Three', 'Four', 'Five'].map((title, at) => ({
  title,
  estimate: 1,
  value: 10 - at,
  urgency: 1,
  effort: 1,
  ...(at % 2 === 1 && { kind: 'bug' as const }),
}));

test('P1 P5 an item is dragged up, its place survives filter, sorting and a restart, and its mark says that it stands against its score', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, five);
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);

  const held = await dragSlowly(page, cellOf(page, 'SA-5', 'title'), rowOf(page, 'SA-2'), { x: 0.3, y: 0.1 });
  await expect(page.locator('[data-drop-line]')).toBeVisible();
  await held.drop();
  await expectKeys(page, ['SA-1', 'SA-5', 'SA-2', 'SA-3', 'SA-4']);
  await expectSaid(page, 'SA-5 moved to 2 of 5');
  await expect(
    rowOf(page, 'SA-5').getByRole('img', { name: 'Placed by hand: 3 places above where its score would put it.' }),
  ).toBeVisible();
  expect(await rankedKeys(pitwall, project)).toEqual(['SA-1', 'SA-5', 'SA-2', 'SA-3', 'SA-4']);

  // Dropped among what a filter shows, it stands right behind the one above; what is hidden stays.
  await page.getByRole('textbox', { name: 'Filter by text' }).fill('f');
  await expectKeys(page, ['SA-5', 'SA-4']);
  await (await dragSlowly(page, cellOf(page, 'SA-4', 'title'), rowOf(page, 'SA-5'), { x: 0.3, y: 0.1 })).drop();
  await expectKeys(page, ['SA-4', 'SA-5']);
  await page.getByRole('textbox', { name: 'Filter by text' }).fill('');
  const order = ['SA-1', 'SA-4', 'SA-5', 'SA-2', 'SA-3'];
  await expectKeys(page, order);

  await listOf(page).getByRole('button', { name: 'Score' }).click();
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
  await expect(page.getByText('nothing can be moved until the rank order is back')).toBeVisible();
  await page.getByRole('button', { name: 'Rank order', exact: true }).last().click();
  await expectKeys(page, order);

  await pitwall.restart();
  await visit(pitwall.page(), `/p/${project}/backlog`);
  await expectKeys(pitwall.page(), order);
});

test('P1 P13 several selected items are dragged together, and one undo brings them back', async ({ page, pitwall }) => {
  const { project } = await samplePlan(pitwall, five);
  await visit(page, `/p/${project}/backlog`);
  await cellOf(page, 'SA-4', 'rank').click();
  await cellOf(page, 'SA-2', 'rank').click();
  await (await dragSlowly(page, cellOf(page, 'SA-4', 'title'), rowOf(page, 'SA-1'), { x: 0.3, y: 0.1 })).drop();
  await expectKeys(page, ['SA-2', 'SA-4', 'SA-1', 'SA-3', 'SA-5']);
  await expect.poll(() => rankedKeys(pitwall, project)).toEqual(['SA-2', 'SA-4', 'SA-1', 'SA-3', 'SA-5']);
  await page.keyboard.press('ControlOrMeta+z');
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
});

test('P18 P1 by keyboard an item is lifted, walks, is put back or down, and every position is announced', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, five);
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
  await page.keyboard.press('j');
  await expect(rowOf(page, 'SA-1')).toBeFocused();
  await page.keyboard.press('j');
  await expect(rowOf(page, 'SA-2')).toBeFocused();

  await page.keyboard.press('Space');
  await expectSaid(page, 'SA-2 lifted, 2 of 5');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expectSaid(page, 'SA-2, 4 of 5');
  await expectKeys(page, ['SA-1', 'SA-3', 'SA-4', 'SA-2', 'SA-5']);
  await page.keyboard.press('Escape');
  await expectSaid(page, 'SA-2 put back, 2 of 5');
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);

  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expectSaid(page, 'SA-2 put down at 3 of 5');
  await expect.poll(() => rankedKeys(pitwall, project)).toEqual(['SA-1', 'SA-3', 'SA-2', 'SA-4', 'SA-5']);
  await expect(rowOf(page, 'SA-2')).toBeFocused();

  await page.keyboard.press('Alt+ArrowUp');
  await expectSaid(page, 'SA-2 moved to 2 of 5');
  await expect.poll(() => rankedKeys(pitwall, project)).toEqual(['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Move to position…' }).click();
  await page.getByRole('textbox', { name: 'Position' }).fill('5');
  await page.keyboard.press('Enter');
  await expectKeys(page, ['SA-1', 'SA-3', 'SA-4', 'SA-5', 'SA-2']);
});

test('P5 P4 ranking by score says how many move, keeps what was placed by hand when asked, and can be undone', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [...five].reverse());
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
  await page.getByRole('button', { name: 'Rank by score…' }).click();
  await expect(page.getByRole('dialog').getByText('4 items will move')).toBeVisible();
  await page.getByRole('button', { name: 'Move 4 items' }).click();
  await expectKeys(page, ['SA-5', 'SA-4', 'SA-3', 'SA-2', 'SA-1']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4', 'SA-5']);
});
