import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openPracticeRange } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { fetchNow, rangeOrigin } from './rangeOrigin.ts';

const findings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};
const key = (page: Page, name: string) => page.locator('body').press(name);
const files = (page: Page) => page.getByRole('navigation', { name: 'Changed files' });
const diffOf = (page: Page, path: string) => page.getByRole('region', { name: `Diff of ${path}` });

/** From the list, by keys, to the first change. */
const openFirstChange = async (page: Page, project: string) => {
  await visit(page, `/p/${project}/review`);
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem').first()).toBeVisible();
  await key(page, 'j');
  await page.keyboard.press('Enter');
  await expect(files(page)).toBeVisible();
};

test('T2 T3 T6 T7 a change is read, commented, answered, overridden with a reason and merged', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/review`);
  await expect(page.getByText('No open change')).toBeVisible();
  expect(await findings(page), 'empty').toEqual([]);

  const { git, push } = rangeOrigin(pitwall.folders.dataDir);
  const tides = 'async def tides(session):\n    return await session.execute("select 1")\n';
  push('feature/PR-1-tides', 'main', { 'app/tides.py': tides, 'README.md': 'Tides\n' }, 'Tell the tides', {
    name: 'Practice Lead',
    email: await myAddress(page, project),
  });
  await fetchNow(page, project);
  await openFirstChange(page, project);
  const change = page.url();

  // Read by keys: the next file, a line of it, a comment that outlives leaving.
  await expect(page.getByRole('heading', { level: 2, name: 'README.md' })).toBeVisible();
  await key(page, 'r');
  await expect(page.getByRole('heading', { level: 2, name: 'app/tides.py' })).toBeVisible();
  await expect(files(page).getByRole('checkbox', { name: 'README.md is reviewed' })).toBeChecked();
  await expect(diffOf(page, 'app/tides.py').locator('.token.keyword').first()).toHaveText('async');
  await key(page, 'n');
  await key(page, 'j');
  await key(page, 'c');
  await page.keyboard.type('Which **pier**? <b>not bold</b>');
  await visit(page, `/p/${project}/backlog`);
  await page.goto(change);
  await files(page).getByRole('button', { name: 'tides.py' }).click();
  await expect(page.getByLabel('Comment on line 2')).toHaveValue('Which **pier**? <b>not bold</b>');
  await page.getByLabel('Comment on line 2').press('Control+Enter');
  const thread = page.getByRole('article', { name: /^Comment by/ });
  await expect(thread.locator('strong')).toHaveText('pier');
  await expect(thread).toContainText('<b>not bold</b>');
  expect(await findings(page), 'files').toEqual([]);
  await picture(page, 'review-files');

  // An edit of the file makes a second revision; only what came since is shown at first.
  push('feature/PR-1-tides', 'feature/PR-1-tides', { 'README.md': 'Tides of every pier\n' }, 'Say it');
  await key(page, '4');
  const point = page.getByRole('listitem', { name: 'It does what its item asks, and nothing else' });
  await point.getByRole('button', { name: /^Answer/ }).click();
  await point.getByText('Fail', { exact: true }).click();
  await point.getByRole('button', { name: 'Answer fail' }).click();
  await expect(point).toContainText('Say what is wrong.');
  await point.getByText('Pass', { exact: true }).click();
  await point.getByLabel('What was looked at').fill('The item and both files.');
  await point.getByRole('button', { name: 'Answer pass' }).click();
  await expect(point).toContainText('The item and both files.');
  expect(await findings(page), 'checklist').toEqual([]);
  await picture(page, 'review-checklist');
  await fetchNow(page, project);
  await page.goto(change);
  await expect(page.getByText('Only what changed since revision 1')).toBeVisible();
  await expect(files(page).getByRole('listitem')).toHaveCount(1);
  await key(page, '4');
  await expect(point).toContainText('README.md changed since it was answered');

  // Who wrote it cannot approve it, and nothing is merged while the gate is closed.
  await page.getByRole('button', { name: 'Approve…' }).click();
  const approval = page.getByRole('dialog', { name: 'Approve the change' });
  await approval.getByRole('button', { name: 'Approve this code' }).click();
  await expect(approval.getByText('It was not approved')).toBeVisible();
  await approval.getByRole('button', { name: 'Do not approve', exact: true }).last().click();
  await page.getByRole('button', { name: /^Merge by/ }).click();
  const closed = page.getByRole('dialog', { name: 'It cannot be merged into main yet' });
  await expect(closed).toContainText('1 approval missing');
  await expect(closed.getByRole('button', { name: /^Merge/ })).toHaveCount(0);
  await picture(page, 'review-closed');

  // The emergency: a reason, a day, and meant. Enter alone does nothing.
  await closed.getByRole('button', { name: /override the gate/ }).click();
  const override = page.getByRole('dialog', { name: 'Override the gate' });
  await override.getByLabel('Why it cannot wait').fill('Ships wait for the tides');
  await override.getByLabel('Made good by').press('Enter');
  await expect(override.getByRole('button', { name: 'Override the gate' })).toBeDisabled();
  await override.getByRole('checkbox').check();
  expect(await findings(page), 'override').toEqual([]);
  await override.getByRole('button', { name: 'Override the gate' }).click();
  await expect(page.getByText('The gate was overridden')).toBeVisible();
  await expect(page.getByText('Ships wait for the tides').first()).toBeVisible();
  await key(page, '5');
  expect(await findings(page), 'gate').toEqual([]);
  await picture(page, 'review-gate');

  const head = git(['rev-parse', 'feature/PR-1-tides']).trim();
  await page.getByRole('button', { name: /^Merge by/ }).click();
  const merging = page.getByRole('dialog', { name: /^Merge into main/ });
  await expect(merging).toContainText('main is pushed to');
  await picture(page, 'review-merge');
  await merging.getByRole('button', { name: `Merge ${head.slice(0, 7)} into main` }).click();
  await expect(page.getByText('merged', { exact: true }).first()).toBeVisible();
  expect(git(['show', 'main:app/tides.py'])).toBe(`${tides}`);
  expect(git(['show', 'main:README.md'])).toBe('Tides of every pier\n');
  await expect(page.getByRole('button', { name: /^Merge by/ })).toHaveCount(0);
  await visit(page, `/p/${project}/review`);
  await page.getByText('Merged', { exact: true }).click();
  await expect(page.getByRole('list', { name: 'Changes' }).getByRole('listitem')).toContainText('overridden');
});

test('T6 hostile names and contents are text, and five thousand lines mount a few hundred rows', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  const { push } = rangeOrigin(pitwall.folders.dataDir);
  push(
    'feature/hostile',
    'main',
    {
      '"evil\\n\\342\\200\\256<img src=x onerror=alert(1)>.txt"': '<script>document.title = "taken"</script>\n',
      'app/large.py': Array.from({ length: 5_000 }, (_, at) => `value_${at} = await get("pier ${at}")\n`).join(''),
      'app/trojan.py': 'if access != "none\u202e\u2066// admin\u2069 \u2066":\n\tpass',
      'logo.bin': Buffer.from([0, 1, 2, 3, 0, 255]),
      'long.txt': `${'x'.repeat(9_000)}\n`,
    },
    '<b>Bold</b>\u202e subject',
  );
  await fetchNow(page, project);
  await openFirstChange(page, project);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<b>Bold</b>\\u202e subject');
  const choose = (name: string) => files(page).getByRole('button', { name }).click();

  await choose('evil\\x0a\\u202e<img src=x onerror=alert(1)>.txt');
  await expect(page.locator('section[aria-label^="Diff of evil"]')).toContainText('<script>document.title');
  await choose('trojan.py');
  await expect(page.getByText('4 characters here cannot be seen or turn the text around.')).toBeVisible();
  await expect(diffOf(page, 'app/trojan.py')).toContainText('"none\\u202e\\u2066// admin\\u2069 \\u2066"');
  await expect(diffOf(page, 'app/trojan.py')).toContainText('no newline at the end');
  await choose('logo.bin');
  await expect(page.getByText('A binary file')).toBeVisible();
  await choose('long.txt');
  await expect(diffOf(page, 'long.txt')).toContainText('5,000 more characters');
  expect(await page.locator('main img, main script').count()).toBe(0);

  await choose('large.py');
  const diff = diffOf(page, 'app/large.py');
  await expect(diff).toContainText('value_0 =');
  let most = 0;
  for (const share of [0, 0.2, 0.5, 0.8, 1]) {
    await diff.evaluate((element, to) => {
      element.scrollTop = to * element.scrollHeight;
    }, share);
    await expect(diff).toContainText(`value_${Math.min(4_999, Math.max(0, Math.round(share * 4_999) - 5))} =`);
    most = Math.max(most, await diff.locator('tr').count());
  }
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThan(300);
  for (const view of ['side by side', 'unified']) {
    await key(page, 's');
    expect(await findings(page), view).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'dark' });
  await choose('trojan.py');
  expect(await findings(page), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1024, height: 700 });
  await key(page, 'w');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  const box = await diffOf(page, 'app/trojan.py').boundingBox();
  expect(box?.height).toBeGreaterThan(200);
  await key(page, '?');
  await expect(page.getByText('Comment on the chosen line')).toBeVisible();
});

test('T1 T2 the checklist and the gate of a project are edited, and refused while they say nothing', async ({
  page,
}) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/review/settings`);
  expect(await findings(page), 'settings').toEqual([]);
  await page.getByRole('button', { name: 'Add a requirement' }).click();
  const requirement = page.getByRole('listitem', { name: 'New requirement' });
  await page.getByRole('button', { name: 'Save the checklist and the gate' }).click();
  await expect(requirement).toContainText('Fill this in.');
  await requirement.getByLabel('Requirement').fill('Large changes want two');
  const large = page.getByRole('listitem', { name: 'Large changes want two' });
  await large.getByLabel('Applies when').selectOption({ label: 'it changes many lines' });
  await large.getByLabel('At least').last().fill('2');
  await page.getByRole('button', { name: 'Save the checklist and the gate' }).click();
  await expect(page.getByText('The checklist and the gate are saved').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('listitem', { name: 'Large changes want two' }).getByLabel('Applies when')).toHaveValue(
    'lines',
  );
  await picture(page, 'review-settings');
});

/** The address that the repository's settings act with. */
const myAddress = async (page: Page, project: string): Promise<string> => {
  await visit(page, `/p/${project}/build/repository`);
  return page
    .getByLabel(/e-?mail/i)
    .first()
    .inputValue();
};
