import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '../fixture.ts';
import { visit } from '../frame/visit.ts';

/** One file of a commit; null deletes it. */
export type Files = Readonly<Record<string, string | Buffer | null>>;

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
      for (const [path, content] of Object.entries(files)) {
        const bytes = content === null ? null : Buffer.from(content);
        parts.push(
          bytes === null
            ? Buffer.from(`D ${path}\n`)
            : Buffer.concat([Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')]),
        );
      }
      git(['fast-import', '--quiet', '--force'], Buffer.concat(parts));
      return git(['rev-parse', branch]).trim();
    },
  };
};

/** Fetches, so that what was pushed is seen at once. */
export const fetchNow = async (page: Page, project: string): Promise<void> => {
  await visit(page, `/p/${project}/build`);
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Fetch', exact: true })).toBeEnabled();
};
