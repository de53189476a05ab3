import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';
import { samplePlan, startedSprint } from './samplePlan.ts';

/** The screens about a sprint, below its project's address. */
const screensOf = (sprint: string) => [
  '/board',
  '/team',
  '/sprint',
  `/sprint/${sprint}`,
  `/sprint/${sprint}/plan`,
  `/sprint/${sprint}/close`,
];

test('P18 axe finds nothing on the board, in sprints and the team', async ({ page, pitwall }) => {
  test.slow(); // axe reads ten screens, some seconds each
  const plan = await samplePlan(pitwall, [
    { title: 'One', estimate: 13 },
    { title: 'Two', kind: 'bug' },
  ]);
  const at = `/p/${plan.project}`;
  await visit(page, `${at}/sprint`);
  expect(await axeFindings(page), 'no sprint').toEqual([]);
  const sprint = await startedSprint(pitwall, plan);
  for (const path of screensOf(sprint.id)) {
    await visit(page, `${at}${path}`);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await axeFindings(page), path).toEqual([]);
  }
  await visit(page, `${at}/sprint/${sprint.id}/plan`);
  await page.getByText('Team and days off').click();
  await expect(page.getByRole('heading', { name: 'Team and days off' })).toBeVisible();
  expect(await axeFindings(page), 'team of the sprint').toEqual([]);
  await page.getByRole('button', { name: 'Days and goals' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await axeFindings(page), 'form of the sprint').toEqual([]);
  await visit(page, `${at}/team`);
  await page.getByRole('button', { name: 'Edit Ada Sample' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await axeFindings(page), 'form of a member').toEqual([]);
});

test('P16 without room nothing is cut off sideways on the planning screens', async ({ page, pitwall }) => {
  const plan = await samplePlan(pitwall, [{ title: 'One', estimate: 3 }]);
  const sprint = await startedSprint(pitwall, plan);
  await page.setViewportSize({ width: 1024, height: 700 });
  for (const path of screensOf(sprint.id)) {
    await visit(page, `/p/${plan.project}${path}`);
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await sidewaysOverflow(page), path).toEqual([0, 0]);
  }
});
