import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder, prepareDataDir } from './dataFolder.ts';

it('takes the folder the user named, else the system’s own place', () => {
  const env = { HOME: '/home/sample' };
  expect(dataFolder({ given: '/srv/data', env, platform: 'linux' })).toBe('/srv/data');
  expect(dataFolder({ given: null, env, platform: 'linux' })).toBe('/home/sample/.local/share/pitwall');
  expect(dataFolder({ given: null, env: { ...env, XDG_DATA_HOME: '/x' }, platform: 'linux' })).toBe('/x/pitwall');
  expect(dataFolder({ given: null, env: { ...env, XDG_DATA_HOME: 'not/absolute' }, platform: 'linux' })).toBe(
    '/home/sample/.local/share/pitwall',
  );
  expect(dataFolder({ given: null, env, platform: 'darwin' })).toBe('/home/sample/Library/Application Support/Pitwall');
});

it('makes it private, and says in one sentence why it cannot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-data-'));
  const inside = join(folder, 'a', 'b');
  expect(prepareDataDir(inside)).toBeNull();
  expect(statSync(inside).mode & 0o777).toBe(0o700);
  writeFileSync(join(folder, 'file'), '');
  expect(prepareDataDir(join(folder, 'file', 'data'))).toMatch(/^The data folder .* cannot be used \(ENOTDIR\)/);
  rmSync(folder, { recursive: true });
});

it.skipIf(process.platform !== 'linux')('does not try for ever where no folder can be made', () => {
  expect(prepareDataDir('/proc/pitwall/data')).toMatch(/^The data folder .* cannot be used \(ENOENT\)/);
});
