import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureKey, makeKey } from './rangeKeys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the range’s keys', () => {
  it('can all be read, also those whose public key begins with a zero byte', () => {
    // One in 256 does: nine times of ten there is such a key among 600.
    for (let number = 0; number < 600; number += 1)
      expect(ssh2.utils.parseKey(makeKey('test').privateKey)).not.toBeInstanceOf(Error);
  });

  it('are made once, 0600, and made anew when they cannot be read', () => {
    const path = join(folder, 'deeper', 'key');
    const made = ensureKey(path, 'test');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(ensureKey(path, 'test')).toEqual(made);
    writeFileSync(path, 'rubbish');
    const again = ensureKey(path, 'test');
    expect(again.blob).not.toEqual(made.blob);
    expect(ensureKey(path, 'test')).toEqual(again);
  });

  it.skipIf(spawnSync('sh', ['-c', 'command -v ssh-keygen']).status !== 0)('are read by OpenSSH', () => {
    const { blob } = ensureKey(join(folder, 'key'), 'test');
    const line = execFileSync('sh', ['-c', 'ssh-keygen -y -f "$0"', join(folder, 'key')]).toString();
    expect(line).toContain(blob.toString('base64'));
  });
});
