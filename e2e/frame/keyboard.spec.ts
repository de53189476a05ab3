import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

test.beforeEach(async ({ page }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  await importProject(page, projectYaml('Billing', 'BI', []));
  await visit(page, '/settings');
});

test('P18 the palette opens also while typing, walks by arrows and does nothing dangerous by Enter', async ({
  page,
}) => {
  await visit(page, '/projects/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).pressSequentially('gk?');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('gk?');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('');
  await page.keyboard.press('ControlOrMeta+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const input = palette.getByRole('combobox', { name: 'Find a command' });
  await expect(input).toBeFocused();

  await input.fill('switch shop');
  await page.keyboard.press('Enter');
  await expect(palette).toHaveCount(0);
  await expect(page).toHaveURL(/#\/p\/[0-9a-f-]{36}\/deploy$/);

  await page.keyboard.press('ControlOrMeta+k');
  await input.fill('deploy');
  const options = palette.getByRole('option');
  await expect(options.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(input).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '');
  await input.fill('deploy to production');
  await page.keyboard.press('Enter');
  // It leads to the page that lists what would run; nothing has started.
  await expect(page).toHaveURL(/\/deploy\/[0-9a-f-]{36}\/confirm$/);
  await expect(page.getByRole('link', { name: /Running deploy/ })).toHaveCount(0);
});

test('P18 Esc closes the palette and gives the focus back', async ({ page }) => {
  const button = page.getByRole('button', { name: /Find a command/ });
  await button.click();
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('P18 "?" lists the keys, and G with a letter goes where the list says', async ({ page }) => {
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  await expect(list.getByText('Command palette, also while typing')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list).toHaveCount(0);

  const places = [
    ['w', 'Wall'],
    ['b', 'Backlog'],
    ['i', 'Inbox'],
    ['k', 'Board'],
    ['s', 'Sprint'],
    ['u', 'Branches'],
    ['r', 'Review'],
    ['q', 'QA'],
    ['p', 'Path'],
    ['m', 'Metrics'],
    ['f', 'Traffic'],
    ['a', 'Alerts'],
    ['j', 'Projects'],
    ['t', 'Practice range'],
    ['l', 'History of acts'],
    ['e', 'Settings'],
  ] as const;
  for (const [letter, title] of places) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
});

test('P18 single keys are dead in a field', async ({ page }) => {
  await visit(page, '/projects/new');
  await page.getByLabel('Description').pressSequentially('go? g s');
  await expect(page.getByLabel('Description')).toHaveValue('go? g s');
  await expect(page.getByRole('heading', { level: 1, name: 'New project' })).toBeVisible();
});

test('the first Tab offers to skip to the screen, and a new screen gets the focus', async ({ page }) => {
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the screen' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();
});

test('a phase that is not built says in one sentence what will be there and offers no button', async ({ page }) => {
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await expect(page.getByRole('main').getByText(/ will /)).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

test('P18 the palette begins a new item from anywhere, and the backlog leads to what feeds it', async ({ page }) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('new item');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/backlog$/);
  const form = page.getByRole('dialog', { name: 'New item' });
  await expect(form).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  for (const way of ['Team', 'Planning settings', 'Import and export']) {
    await page.getByRole('button', { name: 'Import, team and settings' }).click();
    await page.getByRole('menuitem', { name: way }).click();
    await expect(page.getByRole('heading', { level: 1, name: way })).toBeVisible();
    await page.goBack();
  }
});
