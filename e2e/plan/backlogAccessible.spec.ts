import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { axeFindings } from './axeFindings.ts';
import { cellOf, rowOf } from './backlogList.ts';
import { importItems } from './importItems.ts';
import { samplePlan } from './samplePlan.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`P18 axe finds nothing serious in the backlog, the drawer, the inbox and the settings (${colorScheme})`, async ({
    page,
    pitwall,
  }) => {
    test.slow(); // axe reads ten views, some seconds each
    await page.emulateMedia({ colorScheme });
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
    expect(await axeFindings(page, colorScheme), 'list').toEqual([]);
    await cellOf(page, 'SA-1', 'rank').click();
    await cellOf(page, 'SA-2', 'rank').click();
    await page.getByRole('button', { name: 'Layout' }).click();
    await page.getByLabel('Group by').selectOption('kind');
    expect(await axeFindings(page, colorScheme), 'layout, groups and bulk bar').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Select nothing' }).click();
    await cellOf(page, 'SA-1', 'status').click();
    await expect(page.getByRole('option', { name: /^Done/ })).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'editor').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await expect(page.getByRole('dialog', { name: 'New item' })).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'new item').toEqual([]);
    await page.keyboard.press('Escape');
    await visit(page, `/p/${project}/backlog?item=${items[1]?.id ?? ''}`);
    await expect(
      page.getByRole('complementary', { name: 'SA-2: Two' }).getByText('Created', { exact: true }).last(),
    ).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'drawer').toEqual([]);
    await visit(page, `/p/${project}/inbox`);
    expect(await axeFindings(page, colorScheme), 'empty inbox').toEqual([]);
    await importItems(pitwall, project, 'Id,Title,Labels\nX-1,Waiting,api\n', true);
    await expect(page.getByRole('grid', { name: 'Waiting items' })).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'inbox').toEqual([]);
    await visit(page, `/p/${project}/planning`);
    await page.getByText('Own steps').click();
    await page.getByRole('button', { name: 'Add a label' }).click();
    expect(await axeFindings(page, colorScheme), 'settings').toEqual([]);
  });
