import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeychainVault } from './keychainVault.ts';
import { safeStorageDouble } from './testing/electronDouble.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pitwall-vault-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vault = (backend: string, platform: NodeJS.Platform = 'linux', available = true) =>
  createKeychainVault(folder, safeStorageDouble(backend, available) as unknown as SafeStorage, platform);

describe('the keychain vault', () => {
  it('keeps secrets over a restart, sealed and private', () => {
    vault('gnome_libsecret').set('ssh/x/passphrase', 'canary-4711');
    const path = join(folder, 'vault.json');
    expect(readFileSync(path, 'utf8')).not.toContain('canary-4711');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const again = vault('gnome_libsecret');
    expect(again.get('ssh/x/passphrase')).toBe('canary-4711');
    again.delete('ssh/x/passphrase');
    expect(vault('gnome_libsecret').names()).toEqual([]);
  });

  it.each(['basic_text', 'unknown'])('says that %s protects nothing, and stores nothing there', (backend) => {
    const open = vault(backend);
    open.set('a', 'secret');
    expect(open.protection.kind).toBe('memory');
    expect(open.protection.explanation).toMatch(/^Not protected/);
    expect(open.get('a')).toBe('secret');
    expect(existsSync(join(folder, 'vault.json'))).toBe(false);
  });

  it('trusts the keychains of macOS and Windows when the system says they are there', () => {
    expect(vault('', 'darwin').protection.kind).toBe('keychain');
    expect(vault('', 'win32', false).protection.kind).toBe('memory');
  });

  it('takes a broken or foreign file for an empty vault', () => {
    writeFileSync(join(folder, 'vault.json'), '{ not json');
    expect(vault('kwallet6').names()).toEqual([]);
    writeFileSync(join(folder, 'vault.json'), JSON.stringify({ a: Buffer.from('other').toString('base64') }));
    expect(vault('kwallet6').get('a')).toBeNull();
  });
});
