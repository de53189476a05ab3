import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

test('a newcomer is offered the practice range beside a server of their own', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Welcome to Pitwall' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Open the practice range' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Connect your server' })).toBeVisible();
  const phases = page.getByRole('navigation', { name: 'Phases' });
  await expect(phases.getByText('Backlog')).toBeVisible();
  await expect(phases.getByRole('link', { name: 'Backlog' })).toHaveCount(0);
});

test('the preset becomes a project with staging before production', async ({ page }) => {
  await page.getByRole('link', { name: 'Create it from the preset TubeRaker' }).click();
  await expect(page.getByRole('heading', { name: 'The file holds project TubeRaker' })).toBeVisible();
  await page.getByRole('button', { name: 'Create project TubeRaker' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Project TubeRaker' })).toBeVisible();
  const rows = page.getByRole('listitem').filter({ hasText: '51.68.198.178' });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText('staging');
  await expect(rows.nth(1)).toContainText('production, protected');
  await expect(page.getByRole('list', { name: 'Environments' }).getByRole('link')).toHaveText([
    /staging.*never deployed/,
    /production.*never deployed/,
  ]);
});

test('a project from blank leads through its first environment to the connection test', async ({ page }) => {
  await page.getByRole('link', { name: 'Create a project from blank' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Web shop');
  await expect(page.getByLabel('Key')).toHaveValue('WS');
  await page.getByRole('button', { name: 'Create project' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'New environment of Web shop' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('staging');
  await page.getByRole('textbox', { name: 'Host' }).fill('shop.example');
  await page.getByRole('textbox', { name: 'User' }).fill('deploy');
  await page.getByRole('textbox', { name: 'Checkout' }).fill('/srv/shop/repository');
  await page.getByRole('textbox', { name: 'App folder', exact: true }).fill('/srv/shop/current');
  await page.getByRole('textbox', { name: "App's systemd unit" }).fill('shop.service');
  await page.getByRole('textbox', { name: 'App', exact: true }).fill('http://127.0.0.1:9008/health');
  await page.getByRole('textbox', { name: 'nginx', exact: true }).fill('http://127.0.0.1:8008/health');
  await page.getByRole('button', { name: 'Create environment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connection to staging' })).toBeVisible();
  await expect(page.getByText('deploy@shop.example:22')).toBeVisible();
});

test('what does not fit is said at its field, and the first such field gets the focus', async ({ page }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();

  const host = page.getByRole('textbox', { name: /^Host/ });
  const unit = page.getByLabel("App's systemd unit");
  const publicUrl = page.getByLabel('Public address');
  await host.fill('-oProxyCommand=id');
  await unit.fill('x; id');
  await publicUrl.fill('ftp://example.com');
  await page.getByRole('button', { name: 'Save environment' }).click();
  await expect(host).toHaveAccessibleDescription(/Must be a host name|Must not begin with -/);
  await expect(unit).toHaveAccessibleDescription(/Must be a systemd unit name/);
  await expect(publicUrl).toHaveAccessibleDescription(/Must be an address like/);
  await expect(page.getByRole('main').getByText('3 fields need a look')).toBeVisible();
  await expect(host).toBeFocused();

  await host.fill('10.0.0.7');
  await unit.fill('shop.service');
  await publicUrl.fill('');
  await page.getByRole('button', { name: 'Save environment' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Environment staging saved' })).toBeVisible();
  await expect(host).toHaveValue('10.0.0.7');
  await page.reload();
  await expect(host).toHaveValue('10.0.0.7');
});

test('a taken name is said at the name, and leaving with changes asks first', async ({ page }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  await page.getByRole('main').getByRole('link', { name: 'staging', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Environment staging' })).toBeVisible();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('production');
  await page.getByRole('button', { name: 'Save environment' }).click();
  await expect(name).toHaveAccessibleDescription(/production/);

  await page.getByRole('link', { name: 'Settings' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Stay and go on editing' }).click();
  await expect(name).toHaveValue('production');
  await page.getByRole('link', { name: 'Settings' }).click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the order of environments is changed at once and survives a restart', async ({ page, pitwall }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  const names = page.getByRole('main').getByRole('link', { name: /^(staging|production)$/ });
  await expect(names).toHaveText(['staging', 'production']);
  await page.getByRole('button', { name: 'Move production up' }).click();
  await expect(names).toHaveText(['production', 'staging']);
  await pitwall.restart();
  const again = pitwall.page();
  await visit(again, '/projects');
  await expect(again.getByRole('row', { name: /Shop/ })).toContainText('production → staging');
});

test('export, delete, import and export again give the same file', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window saves by the system’s own dialog');
  await importProject(page, projectYaml('Shop', 'SH'));
  const exported = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as YAML' }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const first = await exported();
  expect(first.name).toMatch(/\.ya?ml$/);
  expect(first.text).toContain('name: Shop');

  await page.getByRole('link', { name: 'Delete project…' }).click();
  await expect(page.getByText('2 environments')).toBeVisible();
  const doIt = page.getByRole('button', { name: 'Delete the project' });
  await expect(doIt).toBeDisabled();
  await page.getByLabel(/type the project's name/).fill('shop');
  await expect(doIt).toBeDisabled();
  await page.getByLabel(/type the project's name/).fill('Shop');
  await doIt.click();
  await expect(page.getByText('No project yet')).toBeVisible();

  await visit(page, '/projects/import');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).click(),
  ]);
  await chooser.setFiles({ name: first.name, mimeType: 'application/yaml', buffer: Buffer.from(first.text) });
  await page.getByRole('button', { name: 'Create project Shop' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Project Shop' })).toBeVisible();
  expect((await exported()).text).toBe(first.text);
});

test('an environment is deleted by its name, and what was done stands in the history of acts', async ({ page }) => {
  await importProject(page, projectYaml('Shop', 'SH'));
  await page.getByRole('main').getByRole('link', { name: 'production', exact: true }).click();
  await page.getByRole('link', { name: 'Delete…' }).click();
  await page.getByLabel(/type the environment's name/).fill('production');
  await page.getByRole('button', { name: 'Delete the environment' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Project Shop' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'production', exact: true })).toHaveCount(0);
  await visit(page, '/ledger');
  await expect(page.getByRole('table', { name: 'Acts' }).getByRole('row').nth(1)).toContainText(/production/);
});
