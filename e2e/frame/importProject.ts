import { expect, type Page } from '@playwright/test';
import { visit } from './visit.ts';

/** Makes a project out of a file's text, by the import screen. Ends on the project's own screen. */
export const importProject = async (page: Page, yaml: string): Promise<void> => {
  await visit(page, '/projects/import');
  await page.getByLabel('Project file').fill(yaml);
  await page.getByRole('button', { name: /^Create project/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Project / })).toBeVisible();
};
