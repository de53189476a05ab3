import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';

test('B1 B2 B3 an item of the practice range gets its branch, is in progress, and is done when that is merged', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  const origin = join(pitwall.folders.dataDir, 'range', 'origin.git');
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', ['--git-dir', origin, ...args], {
      input,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  /** One more commit on a branch, as a developer would push it. */
  const push = (branch: string, from: string, file: string, content: string) =>
    git(
      ['fast-import', '--quiet', '--force'],
      [
        `commit refs/heads/${branch}\ncommitter Sample Writer <writer@example.com> ${Math.floor(Date.now() / 1000)} +0000\n`,
        `data 4\nWork\nfrom ${git(['rev-parse', from]).trim()}\nM 100644 inline ${file}\ndata ${content.length}\n${content}\n`,
      ].join(''),
    );

  await visit(page, `/p/${project}/build`);
  await expect(page.getByText('No branch beside the base')).toBeVisible();
  expect(await axeFindings(page), 'empty').toEqual([]);
  await picture(page, 'branches-empty');

  // Hostile names are names.
  push('$(id)', 'main', 'tides.txt', 'x\n');
  push('feature/\u202ebidi', 'main', 'bidi.txt', 'x\n');
  push('left-alone', 'main', 'README.md', 'theirs\n');
  push('main', 'main', 'README.md', 'ours\n');

  await visit(page, `/p/${project}/backlog`);
  await page.getByText('PR-1', { exact: true }).click();
  await page.locator('body').press('Enter');
  await page.getByRole('link', { name: 'Start work…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start work on an item' });
  const name = dialog.getByLabel('Branch', { exact: true });
  await expect(name).toHaveValue(/^(feature|fix|chore)\/PR-\d+-[a-z0-9-]+$/);
  const branch = await name.inputValue();
  await picture(page, 'start-work');
  await name.fill('--upload-pack=x');
  await expect(dialog).toContainText('must not begin with');
  await name.fill(branch);
  await dialog.getByRole('button', { name: 'Start work', exact: true }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name: branch });
  await expect(row).toContainText('no commit yet');
  expect(git(['rev-parse', `refs/heads/${branch}`])).toBe(git(['rev-parse', 'refs/heads/main']));
  await expect(page.getByRole('row', { name: '$(id)' })).toContainText('badly named');
  await expect(page.getByRole('row', { name: 'feature/\\u202ebidi' })).toBeVisible();
  await expect(page.getByRole('row', { name: 'left-alone' })).toContainText('conflicts');
  await expect(page.getByRole('row', { name: 'left-alone' })).toContainText('README.md');
  expect(await axeFindings(page), 'list').toEqual([]);
  await picture(page, 'branches');

  push(branch, branch, 'work.txt', 'x\n');
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await expect(row).toContainText('+1 / −0');
  await expect(row).toContainText('merges cleanly');
  git(['update-ref', 'refs/heads/main', git(['rev-parse', branch]).trim()]);
  await page.locator('body').press('f');
  await expect(row).toContainText('merged');

  await page.getByRole('button', { name: 'Delete merged branches…' }).click();
  const removal = page.getByRole('dialog', { name: 'Delete merged branches' });
  await picture(page, 'branches-delete');
  await removal.getByRole('button', { name: 'Delete 1 branch' }).click();
  await expect(row).toBeHidden();
  expect(git(['for-each-ref', `refs/heads/${branch}`])).toBe('');
  await visit(page, '/ledger');
  await expect(page.getByText(`Start work on`).first()).toBeVisible();
  await expect(page.getByText(`its branch ${branch} was merged`).first()).toBeVisible();

  // What came into the base in another form is told by hand, with its commit, and taken back.
  await visit(page, `/p/${project}/review`);
  await page.getByRole('listitem').filter({ hasText: 'left-alone' }).getByRole('link', { name: 'Work' }).click();
  await page.getByRole('button', { name: 'More to do with the change' }).click();
  await page.getByRole('menuitem', { name: 'It was merged elsewhere…' }).click();
  const told = page.getByRole('dialog', { name: 'It was merged elsewhere' });
  await told.getByLabel('Why Pitwall could not see it').fill('A conflict was mended');
  await told.getByRole('button', { name: 'It was merged' }).click();
  await expect(told).toContainText('Give the id of a commit.');
  await told.getByLabel('Commit of main that brought it').fill(git(['rev-parse', 'left-alone']).trim());
  await told.getByRole('button', { name: 'It was merged' }).click();
  await expect(told).toContainText('main has no commit');
  expect(await axeFindings(page), 'told').toEqual([]);
  await told.getByLabel('Commit of main that brought it').fill(git(['rev-parse', 'main']).trim().slice(0, 9));
  await told.getByRole('button', { name: 'It was merged' }).click();
  await expect(page.getByText(/told, not seen.*A conflict was mended/)).toBeVisible();
  await page.getByRole('button', { name: 'Open the change again' }).click();
  await expect(page.getByRole('button', { name: /^Merge by/ })).toBeVisible();

  // Two thousand branches are a list like any other: what is in view is drawn, and the keys and the search reach the rest.
  const many = git(['rev-parse', 'main']).trim();
  const names = Array.from({ length: 1990 }, (_, at) => `feature/PR-2-many-${String(at).padStart(4, '0')}`);
  git(['update-ref', '--stdin'], names.map((each) => `create refs/heads/${each} ${many}\n`).join(''));
  await visit(page, `/p/${project}/build`);
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await expect(page.getByText(/^1,99\d branches$/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Branches' });
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await table.getByRole('row').nth(1).focus();
  await page.keyboard.press('End');
  await expect(page.locator('tr:focus')).toHaveAttribute('aria-rowindex', /^199\d$/);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('tr:focus')).toBeInViewport();
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await page.keyboard.press('/');
  await page.keyboard.type('many-1234');
  await expect(page.getByText(/^1 of 1,99\d branches$/)).toBeVisible();
  await expect(page.getByRole('row', { name: 'feature/PR-2-many-1234' })).toBeVisible();
  await page.getByLabel('Search').fill('PR-2-many');
  await page.getByRole('row', { name: 'feature/PR-2-many-0003' }).focus();
  await picture(page, 'branches-many');
  expect(await axeFindings(page), 'many').toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').or(page.getByRole('complementary')).filter({ hasText: 'PR-2' })).toBeVisible();
});

test('B2 the settings say what is wrong with a repository, and a narrow window shows all of it', async ({ page }) => {
  const project = await openPracticeRange(page);
  await visit(page, `/p/${project}/build/repository`);
  await page.getByLabel('Address', { exact: true }).fill('file:///nowhere/product.git');
  await page.getByRole('button', { name: 'Test the repository' }).click();
  await expect(page.getByText('There is no git repository at this address')).toBeVisible();
  await page.getByLabel('Address', { exact: true }).fill('ext::sh');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('must be an https, ssh, git or file address')).toBeVisible();
  expect(await axeFindings(page), 'settings').toEqual([]);
  await picture(page, 'repository');
  for (const width of [1024, 480]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await sidewaysOverflow(page)).toEqual([0, 0]);
  }
});
