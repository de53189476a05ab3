import { describe, expect, it } from 'vitest';
import type { SshAuth } from '../../../shared/projects/environment.ts';
import { wantedSecrets } from './wantedSecrets.ts';

const hop = (auth: SshAuth) => ({ host: 'a.example', port: 22, user: 'deploy', auth });
const agent: SshAuth = { kind: 'agent' };
const key: SshAuth = { kind: 'key', path: '~/.ssh/id' };
const password: SshAuth = { kind: 'password' };

describe('wantedSecrets', () => {
  it.each([
    ['the agent', { ...hop(agent), jump: null }, []],
    ['a key file', { ...hop(key), jump: null }, ['passphrase']],
    ['a password', { ...hop(password), jump: null }, ['password']],
    ['a key file behind a password', { ...hop(key), jump: hop(password) }, ['passphrase', 'jumpPassword']],
    ['the agent behind a key file', { ...hop(agent), jump: hop(key) }, ['jumpPassphrase']],
  ] as const)('asks for %s what it may need', (_name, ssh, secrets) => {
    expect(wantedSecrets(ssh)).toEqual(secrets);
  });
});
