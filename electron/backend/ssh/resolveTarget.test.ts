import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SshTarget } from '../../../shared/projects/environment.ts';
import { configuredHosts } from './configuredHosts.ts';
import { resolveTarget } from './resolveTarget.ts';

let homeDir = '';
beforeAll(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'pitwall-config-'));
  mkdirSync(join(homeDir, '.ssh/conf.d'), { recursive: true });
  writeFileSync(
    join(homeDir, '.ssh/config'),
    `Include conf.d/*
Host web
  HostName 10.0.0.7
  Port 2207
  IdentityFile ~/.ssh/id_%h
  IdentitiesOnly yes
Host inner
  HostName inner.lan
  ProxyJump gate
Host chained
  ProxyJump first@a:2201,b
Host gate
  HostName gate.example.org
  Port 2200
  User keeper
  IdentityFile %d/keys/gate
Match exec "true"
  User nobody
`,
  );
  writeFileSync(join(homeDir, '.ssh/conf.d/more'), 'Host extra\n HostName extra.lan\n');
});
afterAll(() => rmSync(homeDir, { recursive: true }));

const target = (changes: Partial<SshTarget>): SshTarget => ({
  host: 'web',
  port: 22,
  user: 'deploy',
  auth: { kind: 'agent' },
  jump: null,
  ...changes,
});

describe('resolveTarget', () => {
  it('takes host name, port and key files of an alias', () => {
    expect(resolveTarget(target({}), homeDir).target).toEqual({
      role: 'target',
      host: '10.0.0.7',
      port: 2207,
      user: 'deploy',
      auth: { kind: 'agent' },
      where: 'deploy@10.0.0.7:2207',
      identityFiles: [join(homeDir, '.ssh/id_10.0.0.7')],
      identitiesOnly: true,
    });
  });

  it('lets a port of the environment stand above the file', () => {
    expect(resolveTarget(target({ port: 22222 }), homeDir).target.port).toBe(22222);
  });

  it('leaves a host alone that the file does not name', () => {
    expect(resolveTarget(target({ host: '51.68.198.178' }), homeDir).target).toMatchObject({
      host: '51.68.198.178',
      port: 22,
      identityFiles: [],
    });
  });

  it('reads included files', () => {
    expect(resolveTarget(target({ host: 'extra' }), homeDir).target.host).toBe('extra.lan');
  });

  it('goes over the ProxyJump of the file, signed in with its own key', () => {
    const { jumps, target: last } = resolveTarget(target({ host: 'inner' }), homeDir);
    expect(jumps).toMatchObject([
      {
        role: 'jump',
        host: 'gate.example.org',
        port: 2200,
        user: 'keeper',
        auth: { kind: 'key', path: join(homeDir, 'keys/gate') },
      },
    ]);
    expect(last.host).toBe('inner.lan');
  });

  it('goes over several jump hosts in order', () => {
    const { jumps } = resolveTarget(target({ host: 'chained', auth: { kind: 'key', path: '~/id' } }), homeDir);
    expect(jumps.map(({ where }) => where)).toEqual(['first@a:2201', 'deploy@b:22']);
    expect(jumps[1]?.auth).toEqual({ kind: 'key', path: '~/id' });
  });

  it('never tries the password of the target on a jump host', () => {
    const { jumps } = resolveTarget(target({ host: 'chained', auth: { kind: 'password' } }), homeDir);
    expect(jumps[0]?.auth).toEqual({ kind: 'agent' });
  });

  it('lets the jump host of the environment stand above the file', () => {
    const jump = { host: 'other', port: 22, user: 'j', auth: { kind: 'agent' } } as const;
    expect(resolveTarget(target({ host: 'inner', jump }), homeDir).jumps.map(({ host }) => host)).toEqual(['other']);
  });

  it('takes the brackets off an IPv6 address', () => {
    expect(resolveTarget(target({ host: '[::1]' }), homeDir).target).toMatchObject({
      host: '::1',
      where: 'deploy@[::1]:22',
    });
  });

  it('notes what it left out', () => {
    expect(resolveTarget(target({}), homeDir).notes).toEqual(['A Match block of ~/.ssh/config is not read.']);
  });

  it('does without a config file', () => {
    expect(resolveTarget(target({}), join(homeDir, 'nowhere')).target.host).toBe('web');
  });
});

describe('configuredHosts', () => {
  it('lists the aliases with what they stand for', () => {
    expect(configuredHosts(homeDir)).toEqual([
      { alias: 'extra', hostName: 'extra.lan', port: 22, user: null, identityFile: null, proxyJump: null },
      {
        alias: 'web',
        hostName: '10.0.0.7',
        port: 2207,
        user: null,
        identityFile: join(homeDir, '.ssh/id_10.0.0.7'),
        proxyJump: null,
      },
      { alias: 'inner', hostName: 'inner.lan', port: 22, user: null, identityFile: null, proxyJump: 'gate' },
      { alias: 'chained', hostName: 'chained', port: 22, user: null, identityFile: null, proxyJump: 'first@a:2201,b' },
      {
        alias: 'gate',
        hostName: 'gate.example.org',
        port: 2200,
        user: 'keeper',
        identityFile: join(homeDir, 'keys/gate'),
        proxyJump: null,
      },
    ]);
  });
});
