import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, expectKeys, listOf } from './backlogList.ts';
import { samplePlan } from './samplePlan.ts';

test('P17 filters are chips, a view keeps them with its columns and groups, and all is as it was after a restart', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [
    { title: 'One', kind: 'bug', labels: ['api'], estimate: 3 },
    { title: 'Two', kind: 'bug', labels: ['web'] },
    { title: 'Three', kind: 'debt', labels: ['api', 'web'], estimate: 8 },
    { title: 'Four', assignee: null, estimate: 1 },
  ]);
  await visit(page, `/p/${project}/backlog`);
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4']);
  await page.keyboard.press('/');
  await page.keyboard.type('api');
  await expectKeys(page, ['SA-1', 'SA-3']);
  await page.keyboard.press('Escape');
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4']);

  const filter = page.getByRole('search', { name: 'Filter the backlog' });
  await filter.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Kind' }).click();
  await page.getByRole('checkbox', { name: 'Bug' }).check();
  await page.getByRole('checkbox', { name: 'Debt' }).check();
  await page.keyboard.press('Escape');
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3']);
  await filter.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Estimate' }).click();
  await page.getByRole('checkbox', { name: 'Also what is not estimated' }).uncheck();
  await page.keyboard.press('Escape');
  await expectKeys(page, ['SA-1', 'SA-3']);
  await expect(filter.getByText('Bug, Debt')).toBeVisible();

  await page.getByRole('button', { name: 'Layout' }).click();
  await page.getByLabel('Group by').selectOption('label');
  await page.getByRole('checkbox', { name: 'Sprint' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(listOf(page).getByRole('rowheader', { name: 'api 2 items · 11 points' })).toBeVisible();
  await expect(listOf(page).getByRole('rowheader', { name: 'web 1 item · 8 points' })).toBeVisible();

  await page.getByRole('button', { name: 'View: All items' }).click();
  await page.getByRole('menuitem', { name: 'Save as a new view…' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Bugs and debt');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByRole('button', { name: 'View: Bugs and debt' })).toBeVisible();
  await page.getByRole('button', { name: 'View: Bugs and debt' }).click();
  await page.getByRole('menuitem', { name: 'All items' }).click();
  await expectKeys(page, ['SA-1', 'SA-2', 'SA-3', 'SA-4']);
  await page.getByRole('button', { name: 'View: All items' }).click();
  await page.getByRole('menuitem', { name: 'Bugs and debt' }).click();

  await pitwall.restart();
  const after = pitwall.page();
  await visit(after, `/p/${project}/backlog`);
  await expect(after.getByRole('button', { name: 'View: Bugs and debt' })).toBeVisible();
  await expectKeys(after, ['SA-1', 'SA-3', 'SA-3']);
  await expect(listOf(after).getByRole('columnheader', { name: 'Sprint' })).toHaveCount(0);
  // A change is marked, and can be thrown away by choosing the view again.
  await after.getByRole('button', { name: 'Remove the filter Kind' }).click();
  await expect(after.getByRole('button', { name: 'View: Bugs and debt, changed' })).toBeVisible();
});

test('P17 what is done stands behind a chip, and an empty list says why', async ({ page, pitwall }) => {
  const { project } = await samplePlan(pitwall, [{ title: 'One', estimate: 1 }]);
  await visit(page, `/p/${project}/backlog`);
  await cellOf(page, 'SA-1', 'status').click();
  await page.getByRole('option', { name: /^Done/ }).click();
  await expect(page.getByText('Nothing is open')).toBeVisible();
  await page.getByRole('button', { name: 'Show what is done and cancelled' }).click();
  await expectKeys(page, ['SA-1']);
  await page.getByRole('textbox', { name: 'Filter by text' }).fill('nobody wrote this');
  await expect(page.getByText('No item fits the filter')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expectKeys(page, ['SA-1']);
});
