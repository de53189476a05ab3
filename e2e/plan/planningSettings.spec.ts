import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf } from './backlogList.ts';
import { samplePlan } from './samplePlan.ts';

test('P2 P3 P4 scale, weights, workflow and templates are the project’s own; a field says what is wrong, and what is not saved is not lost by a click', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [{ title: 'One', estimate: 3, value: 4, urgency: 9 }]);
  await visit(page, `/p/${project}/planning`);
  await page.getByText('T-shirt sizes').click();
  await expect(page.getByText('XS (1), S (2), M (3), L (5), XL (8)')).toBeVisible();
  await page.getByRole('textbox', { name: 'Weight of urgency' }).fill('2');
  await expect(page.getByText('Small and urgent: (1 × 4 + 2 × 9) ÷ 2 = 11')).toBeVisible();
  await page.getByRole('group', { name: 'In QA' }).getByLabel('Name').fill('In review');
  await expect(page.getByText('The workflow: Has two statuses of one name.')).toBeVisible();
  await page.getByRole('group', { name: 'In review' }).last().getByLabel('Name').fill('Checked');
  await page.getByRole('button', { name: 'Move Checked up' }).click();
  await page.getByLabel('Length in days').fill('99');
  await expect(page.getByText('At most 60.')).toBeVisible();
  await page.getByRole('link', { name: 'Backlog' }).click();
  await page.getByRole('button', { name: 'Stay and go on editing' }).click();
  await page.getByLabel('Length in days').fill('7');
  await page.getByRole('button', { name: 'Save planning settings' }).click();
  await expect(page.getByText('Planning settings saved').first()).toBeVisible();

  await visit(page, `/p/${project}/backlog`);
  await expect(cellOf(page, 'SA-1', 'estimate')).toHaveText('M');
  await expect(cellOf(page, 'SA-1', 'score')).toHaveText('7.33');
  await cellOf(page, 'SA-1', 'status').click();
  await expect(page.getByRole('option')).toHaveText([
    /To do/,
    /In progress/,
    /Checked/,
    /In review/,
    /Done/,
    /Cancelled/,
  ]);
  await page.keyboard.press('Escape');

  // A status with items in it cannot go.
  await cellOf(page, 'SA-1', 'status').click();
  await page.getByRole('option', { name: /Checked/ }).click();
  await expect(cellOf(page, 'SA-1', 'status')).toHaveText('Checked');
  await visit(page, `/p/${project}/planning`);
  await page.getByRole('button', { name: 'Remove Checked' }).click();
  await page.getByRole('button', { name: 'Save planning settings' }).click();
  await expect(page.getByRole('alert')).toContainText('The settings were not saved');
});
