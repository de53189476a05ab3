import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { RUN_TIMEOUT } from '../deploy-ui/practiceRange.ts';
import { expect } from '../fixture.ts';
import { visit } from '../frame/visit.ts';

/** One file of a commit: its content, the path it is renamed from, or the revision of a submodule; null deletes it. */
type FileOfCommit = string | Buffer | null | { readonly from: string } | { readonly submodule: string };
type Files = Readonly<Record<string, FileOfCommit>>;

interface Author {
  readonly name: string;
  readonly email: string;
}

export interface RangeOrigin {
  readonly git: (args: readonly string[], input?: string | Buffer) => string;
  /** One more commit on a branch, as a developer would push it. Paths are given as git quotes them where they need it. */
  readonly push: (branch: string, from: string, files: Files, subject?: string, author?: Author) => string;
}

const writer: Author = { name: 'Sample Writer', email: 'writer@example.com' };

/** The origin that the practice range's project is cloned from. */
export const rangeOrigin = (dataDir: string): RangeOrigin => {
  const origin = join(dataDir, 'range', 'origin.git');
  const git = (args: readonly string[], input: string | Buffer = '') =>
    execFileSync('git', ['--git-dir', origin, ...args], {
      input,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    });
  return {
    git,
    push: (branch, from, files, subject = 'Tell the tides of every pier', author = writer) => {
      const parts: Buffer[] = [
        Buffer.from(
          `commit refs/heads/${branch}\ncommitter ${author.name} <${author.email}> ${Math.floor(Date.now() / 1000)} +0000\n` +
            `data ${Buffer.byteLength(subject)}\n${subject}\nfrom ${git(['rev-parse', from]).trim()}\n`,
        ),
      ];
      for (const [path, content] of Object.entries(files)) parts.push(commandOf(path, content));
      git(['fast-import', '--quiet', '--force'], Buffer.concat(parts));
      return git(['rev-parse', branch]).trim();
    },
  };
};

/** A line of `git fast-import`, with what follows it. */
const commandOf = (path: string, content: FileOfCommit): Buffer => {
  if (content === null) return Buffer.from(`D ${path}\n`);
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    const bytes = Buffer.from(content);
    return Buffer.concat([Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]);
  }
  return Buffer.from('from' in content ? `R ${content.from} ${path}\n` : `M 160000 ${content.submodule} ${path}\n`);
};

/** Fetches, so that what was pushed is seen at once. */
export const fetchNow = async (page: Page, project: string): Promise<void> => {
  await visit(page, `/p/${project}/build`);
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Fetch', exact: true })).toBeEnabled();
};

/** The files of the change that is open. */
export const filesOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Changed files' });
export const diffOf = (page: Page, path: string): Locator => page.getByRole('region', { name: `Diff of ${path}` });

/** From the list, by keys, to the change of a branch. */
export const openChange = async (page: Page, project: string, branch: string): Promise<void> => {
  await visit(page, `/p/${project}/review`);
  const rows = page.getByRole('list', { name: 'Changes' }).getByRole('listitem');
  const row = rows.filter({ hasText: branch });
  // What was fetched becomes a change in the background.
  await expect(row).toBeVisible({ timeout: RUN_TIMEOUT });
  for (let left = await rows.count(); left > 0; left -= 1) {
    await page.locator('body').press('j');
    if (await row.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(filesOf(page)).toBeVisible();
};

/** The address that the repository's settings act with. */
export const myAddress = async (page: Page, project: string): Promise<string> => {
  await visit(page, `/p/${project}/build/repository`);
  return page
    .getByLabel(/e-?mail/i)
    .first()
    .inputValue();
};

/** Waits until no notice is shown: they stay while the pointer is on them, and have too little contrast while they fade. */
export const noticesGone = async (page: Page): Promise<void> => {
  await page.mouse.move(0, 0);
  await expect(page.locator('.mantine-Notification-root')).toHaveCount(0);
};
