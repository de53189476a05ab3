import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { dragSlowly } from './dragSlowly.ts';
import { withPlanApi } from './planApi.ts';
import { rankedKeys, samplePlan, startedSprint } from './samplePlan.ts';

const titles = ['One', 'Two', 'Three', 'Four'].map((title) => ({ title, estimate: 1 }));

const column = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
const cards = (page: Page, name: string) => column(page, name).getByRole('link');
const card = (page: Page, key: string) =>
  page.getByRole('main').getByRole('link', { name: new RegExp(`\\b${key}\\b`) });

test('P16 a card is dragged to another status, and within a column it is ranked as in the list', async ({
  page,
  pitwall,
}) => {
  const plan = await samplePlan(pitwall, titles);
  await startedSprint(pitwall, plan);
  await visit(page, `/p/${plan.project}/board`);
  await expect(cards(page, 'To do')).toHaveCount(4);

  await (await dragSlowly(page, card(page, 'SA-1'), column(page, 'In progress').locator('..'))).drop();
  await expect(cards(page, 'In progress')).toHaveCount(1);
  await expect(page.getByText('1 / 5')).toBeVisible();

  const held = await dragSlowly(page, card(page, 'SA-4'), card(page, 'SA-2'), { x: 0.5, y: 0.1 });
  await held.drop();
  await expect(cards(page, 'To do').nth(0)).toContainText('SA-4');
  await expect.poll(() => rankedKeys(pitwall, plan.project)).toEqual(['SA-1', 'SA-4', 'SA-2', 'SA-3']);
});

test('P16 P18 cards move by key, a status asks for the reason it needs, and Leave it puts the card back', async ({
  page,
  pitwall,
}) => {
  const plan = await samplePlan(pitwall, titles);
  await startedSprint(pitwall, plan);
  await visit(page, `/p/${plan.project}/board`);
  await expect(cards(page, 'To do')).toHaveCount(4);
  const said = page.locator('[aria-live="polite"]');

  // Keys of a screen are heard a moment after it is drawn.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
  await page.keyboard.press('j');
  await expect(card(page, 'SA-1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, 'SA-2')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(said.filter({ hasText: 'SA-2 is 1 of 4 in this column' })).toHaveCount(1);
  await expect(cards(page, 'To do').nth(0)).toContainText('SA-2');
  await expect(card(page, 'SA-2')).toBeFocused();
  await expect.poll(() => rankedKeys(pitwall, plan.project)).toEqual(['SA-2', 'SA-1', 'SA-3', 'SA-4']);

  await page.keyboard.press('Alt+ArrowRight');
  await expect(said.filter({ hasText: 'SA-2 is in In progress, 1 of 5' })).toHaveCount(1);
  await expect(cards(page, 'In progress')).toHaveCount(1);
  await expect(card(page, 'SA-2')).toBeFocused();

  await page.getByLabel('Cancelled').check();
  await card(page, 'SA-2').focus();
  for (const status of ['In review', 'In QA', 'Done']) {
    await page.keyboard.press('Alt+ArrowRight');
    await expect(cards(page, status)).toHaveCount(1);
  }
  await page.keyboard.press('Alt+ArrowRight');
  const question = page.getByRole('dialog', { name: 'Move SA-2 to Cancelled' });
  await question.getByRole('button', { name: 'Leave it' }).click();
  await expect(cards(page, 'Done')).toHaveCount(1);
  await expect(card(page, 'SA-2')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await question.getByRole('textbox').fill('Nobody wants it any more');
  await question.getByRole('button', { name: 'Move to Cancelled' }).click();
  await expect(cards(page, 'Cancelled')).toHaveCount(1);
  await expect(card(page, 'SA-2')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/item=/);
});

test('P16 a column says when it is over its limit, and lanes put a card into other hands', async ({
  page,
  pitwall,
}) => {
  const plan = await samplePlan(pitwall, titles);
  await startedSprint(pitwall, plan);
  await withPlanApi(pitwall, async (api) => {
    const settings = await api.backlog.settings({ project: plan.project });
    const workflow = settings.workflow.map((status) => (status.id === 'todo' ? { ...status, wipLimit: 3 } : status));
    await api.backlog.saveSettings({
      window: crypto.randomUUID(),
      project: plan.project,
      settings: { ...settings, workflow },
    });
  });
  await visit(page, `/p/${plan.project}/board`);
  await expect(page.getByText('4 / 3')).toBeVisible();
  await expect(page.getByText('over by 1')).toBeVisible();

  await page.getByLabel('Lanes', { exact: true }).selectOption('assignee');
  await expect(cards(page, 'To do, Ada Sample')).toHaveCount(4);
  const nobody = column(page, 'To do, Nobody').locator('..');
  await (await dragSlowly(page, card(page, 'SA-1'), nobody)).drop();
  await expect(cards(page, 'To do, Nobody')).toHaveCount(1);
  await expect(cards(page, 'To do, Ada Sample')).toHaveCount(3);
});
