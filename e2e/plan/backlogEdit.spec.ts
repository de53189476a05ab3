import { WindowId } from '../../shared/ids.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, expectKeys, expectSaid, rowOf } from './backlogList.ts';
import { withPlanApi } from './planApi.ts';
import { samplePlan } from './samplePlan.ts';

const otherWindow = WindowId.parse('00000000-0000-4000-8000-000000000003');

test('P2 P3 a new item starts with the template of its kind, the next follows by key, and what is not estimated is counted', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/backlog`);
  await expect(page.getByText('Nothing in the backlog yet')).toBeVisible();
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'New item' });
  await expect(dialog.getByLabel('Description')).toHaveValue(/## Who needs it, and why/);
  await dialog.getByText('Bug', { exact: true }).click();
  await expect(dialog.getByLabel('Description')).toHaveValue(/## How to see it/);
  await dialog.getByRole('button', { name: 'Add item' }).click();
  await expect(dialog.getByText('Fill this in.')).toBeVisible();
  await dialog.getByLabel('Title').fill('Basket forgets the address');
  await dialog.getByLabel('Estimate').selectOption('8');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(dialog.getByText('Added: SA-1')).toBeVisible();
  await dialog.getByLabel('Title').fill('Second');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expectKeys(page, ['SA-1', 'SA-2']);
  await expect(rowOf(page, 'SA-2')).toBeFocused();
  await expect(page.getByText('2 items · 8 points · 1 not estimated')).toBeVisible();
  await expect(cellOf(page, 'SA-1', 'urgency')).toHaveText('5');
});

test('P3 P4 every cell is edited in its place by key and by pointer, the score follows with its formula, and a refusal stands beside the cell', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [
    { title: 'One' },
    { title: 'Two' },
    { title: 'Full', labels: Array.from({ length: 50 }, (_, at) => `label ${String(at)}`) },
  ]);
  await visit(page, `/p/${project}/backlog`);
  await cellOf(page, 'SA-1', 'title').click();
  await page.getByRole('textbox', { name: 'Title of SA-1' }).fill('Rewritten');
  await page.keyboard.press('Tab');
  // Tab goes on to the next cell.
  await expect(page.getByRole('textbox', { name: 'Status of SA-1' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cellOf(page, 'SA-1', 'title')).toHaveText('Rewritten');
  for (const [column, name, typed] of [
    ['estimate', 'Estimate', '5'],
    ['value', 'Value', '8'],
    ['urgency', 'Urgency', '7'],
  ] as const) {
    await cellOf(page, 'SA-1', column).click();
    await page.getByRole('textbox', { name: `${name} of SA-1` }).fill(typed);
    await page.keyboard.press('Enter');
    await expect(cellOf(page, 'SA-1', column)).toHaveText(typed);
  }
  await expect(cellOf(page, 'SA-1', 'score')).toHaveText('3.00');
  await cellOf(page, 'SA-1', 'score').hover();
  await expect(page.getByRole('tooltip')).toHaveText('(1 × 8 + 1 × 7) ÷ 5 = 3');
  await cellOf(page, 'SA-1', 'labels').click();
  await page.getByRole('textbox', { name: 'Labels of SA-1' }).fill('api');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(cellOf(page, 'SA-1', 'labels')).toHaveText('api');

  // By keys alone: to the cell, into it, and out of it unchanged.
  await rowOf(page, 'SA-2').focus();
  for (let at = 0; at < 6; at += 1) await page.keyboard.press('ArrowRight');
  await expect(cellOf(page, 'SA-2', 'estimate')).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('13');
  await page.keyboard.press('Escape');
  await expect(cellOf(page, 'SA-2', 'estimate')).toBeFocused();
  await expect(cellOf(page, 'SA-2', 'estimate')).toHaveText('–');

  // The status wants an estimate, and gets it in the same act.
  await cellOf(page, 'SA-2', 'status').click();
  await page.getByRole('option', { name: /In progress/ }).click();
  const question = page.getByRole('dialog', { name: 'Move SA-2 to In progress' });
  await question.getByLabel('Estimate').selectOption('2');
  await question.getByRole('button', { name: 'Move to In progress' }).click();
  await expect(cellOf(page, 'SA-2', 'status')).toHaveText('In progress');
  await expect(cellOf(page, 'SA-2', 'estimate')).toHaveText('2');

  // What is refused is as it was, and says why beside the cell.
  await cellOf(page, 'SA-3', 'labels').click();
  await page.getByRole('textbox', { name: 'Labels of SA-3' }).fill('one more');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alert')).toHaveText('Not saved. SA-3 would have 51 labels. Keep to 50.');
  await expect(cellOf(page, 'SA-3', 'labels')).toHaveText('label 0label 1+48');
});

test('P13 many items are changed by one act; undo and redo take it back and do it again, also after a restart', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(
    pitwall,
    ['One', 'Two', 'Three'].map((title) => ({ title, labels: ['web'] })),
  );
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3']);
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  const bar = page.getByRole('region', { name: 'Selected items' });
  await expect(bar.getByText('3 items selected')).toBeVisible();
  await bar.getByRole('button', { name: 'Set' }).click();
  await page.getByRole('menuitem', { name: 'Estimate' }).click();
  await page.getByRole('option', { name: '8', exact: true }).click();
  await expectSaid(page, '3 items: estimate 8');
  await expect(page.getByText('3 items · 24 points').first()).toBeVisible();

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(page.getByText('3 items · 0 points · 3 not estimated').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByText('3 items · 24 points').first()).toBeVisible();

  await bar.getByRole('button', { name: 'Set' }).click();
  await page.getByRole('menuitem', { name: 'Labels' }).click();
  await page.getByRole('option', { name: 'Remove web' }).click();
  await expect(cellOf(page, 'SA-3', 'labels')).toHaveText('');

  await pitwall.restart();
  const after = pitwall.page();
  await after.reload();
  await visit(after, `/p/${project}/backlog`);
  await expect(cellOf(after, 'SA-3', 'labels')).toHaveText('');
  await after.keyboard.press('ControlOrMeta+z');
  await expect(cellOf(after, 'SA-3', 'labels')).toHaveText('web');
  await after.keyboard.press('ControlOrMeta+z');
  await expect(after.getByText('3 items · 0 points · 3 not estimated')).toBeVisible();
});

test('P13 an undo that would overwrite what another window did is refused, and names it', async ({ page, pitwall }) => {
  const { project, items } = await samplePlan(pitwall, [{ title: 'One' }]);
  await visit(page, `/p/${project}/backlog`);
  await cellOf(page, 'SA-1', 'title').click();
  await page.getByRole('textbox', { name: 'Title of SA-1' }).fill('Mine');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: Change SA-1: title' })).toBeEnabled();
  await withPlanApi(pitwall, (api) =>
    api.backlog.edit({ window: otherWindow, items: items.map(({ id }) => id), patch: { title: 'Theirs' } }),
  );
  await expect(cellOf(page, 'SA-1', 'title')).toHaveText('Theirs');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('SA-1: title is “Theirs” now', { exact: true })).toBeVisible();
  await expect(cellOf(page, 'SA-1', 'title')).toHaveText('Theirs');
});

test('P10 a large item is split in one act: it counts the sum of its parts, each counts once', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [{ title: 'Large', estimate: 21 }]);
  await visit(page, `/p/${project}/backlog`);
  await cellOf(page, 'SA-1', 'title').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Split into parts…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Split SA-1' });
  await dialog.getByLabel('Title of part 1').fill('First');
  await dialog.getByLabel('Estimate of part 1').selectOption('5');
  await dialog.getByLabel('Title of part 2').fill('Second');
  await dialog.getByLabel('Estimate of part 2').selectOption('8');
  await dialog.getByRole('button', { name: 'Another part' }).click();
  await dialog.getByLabel('Title of part 3').fill('Third');
  await dialog.getByRole('button', { name: 'Split into 3 parts' }).click();
  await expect(cellOf(page, 'SA-1', 'estimate')).toHaveText('Σ 13');
  await expect(cellOf(page, 'SA-2', 'title')).toHaveText('SA-1 › First');
  await cellOf(page, 'SA-1', 'estimate').hover();
  await expect(page.getByRole('tooltip')).toHaveText('13 = 5 + 8, 1 not estimated');
  await expect(page.getByText('4 items · 13 points · 1 not estimated')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expectKeys(page, ['SA-1']);
  await expect(cellOf(page, 'SA-1', 'estimate')).toHaveText('21');
});
