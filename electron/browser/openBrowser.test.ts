import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openBrowser } from './openBrowser.ts';

const link = 'http://127.0.0.1:8090/#abcdefghijklmnopqrstuvwxyz012345';

it.skipIf(process.platform !== 'linux')('keeps the code out of every command line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-open-'));
  const said = join(folder, 'said');
  writeFileSync(
    join(folder, 'xdg-open'),
    `#!/bin/sh\nprintf '%s' "$*" > '${said}.new' && mv '${said}.new' '${said}'\n`,
  );
  chmodSync(join(folder, 'xdg-open'), 0o755);
  const path = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${path}`;
  try {
    openBrowser(link, folder, 'linux', (why) => {
      throw new Error(why);
    });
    while (!existsSync(said)) await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    process.env.PATH = path;
  }
  const opened = readFileSync(said, 'utf8');
  expect(opened).not.toContain('abcdefgh');
  const page = fileURLToPath(opened);
  expect(readFileSync(page, 'utf8')).toContain(`url=${link}`);
  expect(statSync(page).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true, force: true });
});

it('says why when there is nothing that opens a browser', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-open-'));
  const path = process.env.PATH;
  process.env.PATH = folder;
  try {
    expect(await new Promise<string>((resolve) => openBrowser(link, folder, 'linux', resolve))).toContain('xdg-open');
  } finally {
    process.env.PATH = path;
  }
  rmSync(folder, { recursive: true, force: true });
});
