import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { axeFindings } from './axeFindings.ts';
import { samplePlan, startedSprint } from './samplePlan.ts';

for (const colorScheme of ['light', 'dark'] as const)
  test(`P18 axe finds nothing serious on the board, in sprints and the team (${colorScheme})`, async ({
    page,
    pitwall,
  }) => {
    test.slow(); // axe reads ten screens, some seconds each
    await page.emulateMedia({ colorScheme });
    const plan = await samplePlan(pitwall, [
      { title: 'One', estimate: 13 },
      { title: 'Two', kind: 'bug' },
    ]);
    const at = `/p/${plan.project}`;
    await visit(page, `${at}/sprint`);
    expect(await axeFindings(page, colorScheme), 'no sprint').toEqual([]);
    const sprint = await startedSprint(pitwall, plan);
    for (const path of [
      '/board',
      '/team',
      '/sprint',
      `/sprint/${sprint.id}`,
      `/sprint/${sprint.id}/plan`,
      `/sprint/${sprint.id}/close`,
    ]) {
      await visit(page, `${at}${path}`);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect(await axeFindings(page, colorScheme), path).toEqual([]);
    }
    await visit(page, `${at}/sprint/${sprint.id}/plan`);
    await page.getByText('Team and days off').click();
    await expect(page.getByRole('heading', { name: 'Team and days off' })).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'team of the sprint').toEqual([]);
    await page.getByRole('button', { name: 'Days and goals' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'form of the sprint').toEqual([]);
    await visit(page, `${at}/team`);
    await page.getByRole('button', { name: 'Edit Ada Sample' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await axeFindings(page, colorScheme), 'form of a member').toEqual([]);
  });

test('P16 without room nothing is cut off sideways on the planning screens', async ({ page, pitwall }) => {
  const plan = await samplePlan(pitwall, [{ title: 'One', estimate: 3 }]);
  const sprint = await startedSprint(pitwall, plan);
  await page.setViewportSize({ width: 1024, height: 700 });
  for (const path of [
    '/board',
    '/team',
    '/sprint',
    `/sprint/${sprint.id}`,
    `/sprint/${sprint.id}/plan`,
    `/sprint/${sprint.id}/close`,
  ]) {
    await visit(page, `/p/${plan.project}${path}`);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    const overflow = await page.evaluate(() => {
      const main = document.querySelector('main');
      return [document.documentElement, main].map((each) => (each?.scrollWidth ?? 0) - (each?.clientWidth ?? 0));
    });
    expect(overflow, path).toEqual([0, 0]);
  }
});
