import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { dragSlowly } from './dragSlowly.ts';
import { withPlanApi } from './planApi.ts';
import { samplePlan } from './samplePlan.ts';

const main = (page: Page) => page.getByRole('main');
const heading = (page: Page, name: string | RegExp) => main(page).getByRole('heading', { level: 1, name });
const capacity = (page: Page) => page.getByRole('region', { name: 'Capacity' });

test('P6 the cadence proposes the next sprint, and days of another sprint are refused with its name', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, []);
  await visit(page, `/p/${project}/sprint`);
  await page.getByRole('button', { name: /^Plan Sprint 1, / }).click();
  await expect(heading(page, 'Plan Sprint 1')).toBeVisible();
  await visit(page, `/p/${project}/sprint`);
  await expect(page.getByRole('button', { name: /^Plan Sprint 2, / })).toBeVisible();

  await page.getByRole('button', { name: 'Other days or name…' }).click();
  const form = page.getByRole('dialog', { name: 'New sprint' });
  const first = form.getByLabel('First day');
  const day = new Date(`${await first.inputValue()}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  await first.fill(day.toISOString().slice(0, 10));
  await form.getByRole('button', { name: 'Create sprint' }).click();
  await expect(form.getByRole('alert')).toContainText('Sprint 1');
});

test('P7 P8 P9 P11 P12 P18 a sprint from its plan, through more than fits, to a report that stays', async ({
  page,
  pitwall,
}) => {
  const plan = await samplePlan(pitwall, [
    { title: 'One', estimate: 5 },
    { title: 'Two', estimate: 2 },
    { title: 'Three', estimate: 3 },
    { title: 'Four' },
  ]);
  const { project } = plan;
  await visit(page, `/p/${project}/sprint`);
  await page.getByRole('button', { name: /^Plan Sprint 1, / }).click();
  await expect(heading(page, 'Plan Sprint 1')).toBeVisible();

  // By key: the row passes its focus on to the next.
  await page.getByRole('option', { name: /SA-1/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('option', { name: /SA-2/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(capacity(page).getByText('7 of 8 points')).toHaveCount(2);
  await expect(capacity(page).getByText('Kept for alerts: 0 points: no closed sprint yet')).toBeVisible();

  // By hand: the bars say what would be, before it is dropped.
  const sprintList = page.getByRole('listbox', { name: 'Items of Sprint 1, in rank order' });
  const held = await dragSlowly(page, page.getByRole('option', { name: /SA-3/ }), sprintList);
  await expect(capacity(page).getByText('Team, if you drop it')).toBeVisible();
  await expect(capacity(page).getByText('over by 2')).toHaveCount(2);
  await held.drop();
  await expect(sprintList.getByRole('option')).toHaveCount(3);

  await page.getByRole('button', { name: 'Days and goals' }).click();
  const form = page.getByRole('dialog', { name: 'Edit Sprint 1' });
  await form.getByRole('button', { name: 'Add a goal' }).click();
  await page.keyboard.type('The sample works');
  await form.getByRole('button', { name: 'Save sprint' }).click();
  await expect(form).toHaveCount(0);

  await page.getByRole('button', { name: 'Start Sprint 1…' }).click();
  const start = page.getByRole('dialog', { name: 'Start Sprint 1?' });
  await expect(start.getByText('Ada Sample has 10 points for a capacity of 8: 2 too many.')).toBeVisible();
  await expect(start.getByRole('button', { name: 'Start Sprint 1' })).toBeDisabled();
  await start.getByLabel('Start over-committed').check();
  await start.getByRole('button', { name: 'Start Sprint 1' }).click();
  await expect(heading(page, 'Board')).toBeVisible();

  await page.getByRole('link', { name: /\bSA-1\b/ }).focus();
  for (const status of ['In progress', 'In review', 'In QA', 'Done']) {
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByRole('list', { name: status, exact: true }).getByRole('link')).toHaveCount(1);
  }

  // What comes later is warned of, too: wherever it comes from, and in the plan before it is done.
  if (pitwall.kind === 'browser') {
    await withPlanApi(pitwall, (api) =>
      api.backlog.edit({ window: crypto.randomUUID(), items: [plan.items[1]?.id ?? ''], patch: { estimate: 3 } }),
    );
    const notice = page.getByRole('alert').filter({ hasText: 'Sprint 1 has more than fits' });
    await expect(notice).toContainText('Ada Sample has 11 points for a capacity of 8: 3 too many.');
  }
  await page.getByRole('link', { name: 'Sprint 1', exact: true }).click();
  await page.getByRole('link', { name: 'Change the scope' }).click();
  await page.getByRole('option', { name: /SA-4/ }).focus();
  await page.keyboard.press('ArrowRight');
  const warning = page.getByRole('dialog', { name: 'Add SA-4 to Sprint 1?' });
  await expect(warning.getByText(/[23] too many/)).toHaveCount(2);
  await warning.getByRole('button', { name: 'Add SA-4 all the same' }).click();
  await expect(sprintList.getByRole('option')).toHaveCount(4);

  await page.getByRole('link', { name: 'Back to Sprint 1' }).click();
  await expect(main(page).getByText('10 points in 3 items at the start')).toBeVisible();
  await expect(main(page).getByRole('table', { name: /^Added since/ })).toContainText('SA-4');
  await page.getByRole('button', { name: 'Burndown as a table' }).click();
  await expect(main(page).getByRole('table', { name: 'Burndown' })).toContainText('Remaining');

  await page.getByRole('link', { name: 'Close Sprint 1…' }).click();
  const close = page.getByRole('button', { name: 'Close Sprint 1 for ever' });
  await expect(
    main(page).getByText('Still open: 3 items without a destination and 1 goal without a verdict.'),
  ).toBeVisible();
  await expect(close).toBeDisabled();
  await page.getByLabel('All of them go to').selectOption('Backlog');
  await page.getByRole('group', { name: 'The sample works' }).getByLabel('Partly met').check();
  await close.click();

  await expect(heading(page, 'Sprint 1')).toBeVisible();
  await expect(main(page).getByRole('table', { name: 'Completed (1)' })).toContainText('SA-1');
  await expect(main(page).getByRole('table', { name: 'Unfinished (3)' })).toContainText('Backlog');
  await expect(main(page).getByText('partly met')).toBeVisible();
  const report = (await main(page).textContent()) ?? '';

  // Whatever becomes of its items, the report is what it was.
  const [one] = plan.items;
  await withPlanApi(pitwall, (api) =>
    api.backlog.edit({
      window: crypto.randomUUID(),
      items: [one?.id ?? ''],
      patch: { title: 'Another name', estimate: 13, status: 'todo' },
    }),
  );
  await pitwall.page().reload();
  await expect(main(page).getByRole('table', { name: 'Unfinished (3)' })).toBeVisible();
  await expect
    .poll(async () => ((await main(page).textContent()) ?? '').replace(/Closed .*:/, ''))
    .toBe(report.replace(/Closed .*:/, ''));
  await visit(page, `/p/${project}/sprint`);
  await expect(main(page).getByText('Proposed commitment: 5 points from 1 sprint.')).toBeVisible();
});

test('P10 P18 a large item is split while the sprint is planned, counts once, and one undo makes it whole', async ({
  page,
  pitwall,
}) => {
  const { project } = await samplePlan(pitwall, [{ title: 'Large', estimate: 8 }]);
  await visit(page, `/p/${project}/sprint`);
  await page.getByRole('button', { name: /^Plan Sprint 1, / }).click();
  await page.getByRole('option', { name: /SA-1/ }).focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Split SA-1' });
  for (const [part, points] of [
    ['1', '3'],
    ['2', '2'],
  ] as const) {
    await dialog.getByLabel(`Title of part ${part}`).fill(`Part ${part}`);
    await dialog.getByLabel(`Estimate of part ${part}`).selectOption(points);
  }
  await dialog.getByRole('button', { name: 'Split into 2 parts' }).click();
  await expect(page.getByRole('option')).toHaveCount(3);

  // The parts go with it, and only they count.
  await page.getByRole('option', { name: /SA-1/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('listbox', { name: /^Items of Sprint 1/ }).getByRole('option')).toHaveCount(3);
  await expect(capacity(page).getByText('5 of 8 points')).toHaveCount(2);

  for (const undone of [0, 1]) {
    await page.getByRole('button', { name: /^Undo: / }).click();
    await expect(page.getByRole('listbox', { name: /^Backlog/ }).getByRole('option')).toHaveCount(undone === 0 ? 3 : 1);
  }
});
