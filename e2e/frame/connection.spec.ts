import { expect, test } from '../fixture.ts';
import { importProject } from './importProject.ts';
import { projectYaml } from './projectFiles.ts';
import { visit } from './visit.ts';

test('while the backend is away the window says since when, keeps what it shows, and comes back by itself', async ({
  page,
  pitwall,
}) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window goes down with its backend');
  await importProject(page, projectYaml('Shop', 'SH'));
  await visit(page, '/projects');
  await pitwall.kill();
  const banner = page.getByText(/Pitwall is reconnecting.*just now/);
  await expect(banner).toBeVisible();
  await expect(page.getByRole('row', { name: /Shop/ })).toBeVisible();

  // An act that cannot be carried says so now instead of happening minutes later.
  await visit(page, '/projects/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lost');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'The project was not created' })).toBeVisible();

  await pitwall.start();
  await expect(banner).toHaveCount(0);
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New environment of Lost' })).toBeVisible();
});

test('a window that was never signed in says how to sign in, and shows nothing', async ({ page, pitwall }) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window needs no sign-in');
  await importProject(page, projectYaml('Shop', 'SH'));
  const stranger = await page.context().newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByText('This window is not signed in to Pitwall.')).toBeVisible();
  await expect(stranger.getByText('npm start')).toBeVisible();
  await expect(stranger.getByText('Shop')).toHaveCount(0);
});
