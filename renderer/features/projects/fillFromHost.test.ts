import { describe, expect, it } from 'vitest';
import type { ConfiguredHost } from '../../../shared/connections/contract.ts';
import { blankEnvironment } from './environmentDraft.ts';
import { fillFromHost } from './fillFromHost.ts';

const host = (more: Partial<ConfiguredHost>): ConfiguredHost => ({
  alias: 'vps',
  hostName: '51.68.198.178',
  port: 2200,
  user: 'deploy',
  identityFile: null,
  proxyJump: null,
  ...more,
});

describe('fillFromHost', () => {
  it('takes where the host is and who signs in, and leaves the rest of the form', () => {
    const filled = fillFromHost({ ...blankEnvironment, name: 'staging', unit: 'app.service' }, host({}), []);
    expect(filled.ssh).toEqual({ host: '51.68.198.178', port: 2200, user: 'deploy', auth: 'agent', keyPath: '' });
    expect([filled.name, filled.unit, filled.viaJump]).toEqual(['staging', 'app.service', false]);
  });

  it('signs in by the key file when the configuration names one', () => {
    expect(fillFromHost(blankEnvironment, host({ identityFile: '~/.ssh/vps' }), []).ssh).toMatchObject({
      auth: 'key',
      keyPath: '~/.ssh/vps',
    });
  });

  it('keeps the user of the form when the configuration has none', () => {
    const draft = { ...blankEnvironment, ssh: { ...blankEnvironment.ssh, user: 'me' } };
    expect(fillFromHost(draft, host({ user: null }), []).ssh.user).toBe('me');
  });

  it('resolves a jump host that is an alias itself', () => {
    const bastion = host({ alias: 'bastion', hostName: 'bastion.example.com', port: 22, user: 'ops' });
    const filled = fillFromHost(blankEnvironment, host({ proxyJump: 'bastion' }), [bastion]);
    expect(filled.viaJump).toBe(true);
    expect(filled.jump).toMatchObject({ host: 'bastion.example.com', port: 22, user: 'ops' });
  });

  it.each([
    ['ops@jump.example:2222', { user: 'ops', host: 'jump.example', port: 2222 }],
    ['ssh://ops@jump.example:2222', { user: 'ops', host: 'jump.example', port: 2222 }],
    ['jump.example', { user: '', host: 'jump.example', port: 22 }],
    ['ops@[fe80::1]:2222', { user: 'ops', host: '[fe80::1]', port: 2222 }],
    ['first@one.example,second@two.example', { user: 'first', host: 'one.example', port: 22 }],
  ])('reads ProxyJump %s', (proxyJump, jump) => {
    expect(fillFromHost(blankEnvironment, host({ proxyJump }), []).jump).toMatchObject(jump);
  });
});
