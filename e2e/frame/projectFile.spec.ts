import { PROJECT_FILE_MAX } from '../../shared/projects/contract.ts';
import { expect, test } from '../fixture.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

test.beforeEach(async ({ page }) => visit(page, '/projects/import'));

test('what is wrong in a file is named by line and field, and a click leads there', async ({ page }) => {
  const text = projectYaml('Shop', 'SH').replace('key: SH', 'key: shop').replace('host: server.example', 'host: "a b"');
  await page.getByLabel('Project file').fill(text);
  const problems = page.getByRole('alert').filter({ hasText: 'must be mended' });
  await expect(problems.getByRole('listitem')).toHaveCount(2);
  await expect(problems.getByRole('listitem').nth(0)).toContainText(/Line 4.*key/);
  const line = text.split('\n').findIndex((each) => each.includes('"a b"')) + 1;
  await expect(problems.getByRole('listitem').nth(1)).toContainText(new RegExp(`Line ${String(line)}.*host`));
  await expect(page.getByRole('button', { name: /^Create project/ })).toHaveCount(0);

  await problems.getByRole('button', { name: `Line ${String(line)}` }).click();
  const selected = await page
    .getByLabel('Project file')
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd));
  expect(selected.trim()).toBe('host: "a b"');
});

test('a file that is no YAML says where it stops being one', async ({ page }) => {
  await page.getByLabel('Project file').fill('pitwall: 1\nproject:\n  name: "Shop\n');
  await expect(page.getByRole('alert').filter({ hasText: 'must be mended' })).toContainText(/Line \d+/);
});

test('a mended file can be imported at once, without a reload', async ({ page }) => {
  const area = page.getByLabel('Project file');
  await area.fill(projectYaml('Shop', 'shop'));
  await expect(page.getByRole('alert').filter({ hasText: 'must be mended' })).toBeVisible();
  await area.fill(projectYaml('Shop', 'SH'));
  await expect(page.getByRole('button', { name: 'Create project Shop' })).toBeVisible();
});

test('a file too large to be a project is refused by its size', async ({ page }) => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).click(),
  ]);
  await chooser.setFiles({ name: 'huge.yaml', mimeType: 'text/yaml', buffer: Buffer.alloc(PROJECT_FILE_MAX + 1, 'a') });
  await expect(page.getByText(/huge\.yaml has 262 kB/)).toBeVisible();
});

test('a file can be dropped into the page', async ({ page }) => {
  const data = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'shop.yaml', { type: 'text/yaml' }));
      return transfer;
    },
    projectYaml('Shop', 'SH'),
  );
  await page.getByLabel('Project file').dispatchEvent('drop', { dataTransfer: data });
  await expect(page.getByRole('button', { name: 'Create project Shop' })).toBeVisible();
});
