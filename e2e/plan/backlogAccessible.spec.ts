import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { cellOf, rowOf } from './backlogList.ts';
import { importItems } from './importItems.ts';
import { samplePlan } from './samplePlan.ts';

test('P18 axe finds nothing in the backlog, the drawer, the inbox and the settings', async ({ page, pitwall }) => {
  test.slow(); // axe reads ten views, some seconds each
  const { project, items } = await samplePlan(pitwall, [
    { title: 'One', kind: 'bug', labels: ['api', 'web', 'slow'], estimate: 3, value: 2, urgency: 3, effort: 1 },
    {
      title: 'Two',
      value: 9,
      urgency: 9,
      effort: 1,
      description: '## Head\n\n- [ ] open\n\n![x](https://example.com/x.png)',
    },
  ]);
  await visit(page, `/p/${project}/backlog`);
  await expect(rowOf(page, 'SA-1')).toBeVisible();
  await rowOf(page, 'SA-2').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  expect(await axeFindings(page), 'list').toEqual([]);
  await cellOf(page, 'SA-1', 'rank').click();
  await cellOf(page, 'SA-2', 'rank').click();
  await page.getByRole('button', { name: 'Layout' }).click();
  await page.getByLabel('Group by').selectOption('kind');
  expect(await axeFindings(page), 'layout, groups and bulk bar').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Select nothing' }).click();
  await cellOf(page, 'SA-1', 'status').click();
  await expect(page.getByRole('option', { name: /^Done/ })).toBeVisible();
  // The list of choices floats over the page, outside its landmarks, while its field has the focus.
  expect(await axeFindings(page, ['region']), 'editor').toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog', { name: 'New item' })).toBeVisible();
  expect(await axeFindings(page), 'new item').toEqual([]);
  await page.keyboard.press('Escape');
  await visit(page, `/p/${project}/backlog?item=${items[1]?.id ?? ''}`);
  await expect(
    page.getByRole('complementary', { name: 'SA-2: Two' }).getByText('Created', { exact: true }).last(),
  ).toBeVisible();
  expect(await axeFindings(page), 'drawer').toEqual([]);
  await visit(page, `/p/${project}/inbox`);
  expect(await axeFindings(page), 'empty inbox').toEqual([]);
  await importItems(pitwall, project, 'Id,Title,Labels\nX-1,Waiting,api\n', true);
  await expect(page.getByRole('grid', { name: 'Waiting items' })).toBeVisible();
  expect(await axeFindings(page), 'inbox').toEqual([]);
  await visit(page, `/p/${project}/planning`);
  await page.getByText('Own steps').click();
  await page.getByRole('button', { name: 'Add a label' }).click();
  expect(await axeFindings(page), 'settings').toEqual([]);
});
