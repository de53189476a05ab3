import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SshTarget } from '../../../shared/projects/environment.ts';
import { systemClock } from '../systemClock.ts';
import { resolveTarget } from './resolveTarget.ts';
import { scanHostKey } from './scanHostKey.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

describe.skipIf(noSshd !== null)('reading the host key of a real sshd', () => {
  let server: RealSshd;
  let gate: RealSshd;
  let dialing: Dialing;
  const scan = (port: number, jump: SshTarget['jump'] = null) => {
    const { target, jumps } = resolveTarget(
      { host: '127.0.0.1', port, user: 'nobody', auth: { kind: 'password' }, jump },
      dialing.homeDir,
    );
    return scanHostKey(target, jumps, {
      hostKeys: { pinned: (host, at) => dialing.pins.get(`${host}:${at}`) ?? [] },
      secret: () => null,
      homeDir: dialing.homeDir,
      env: {},
      clock: systemClock,
    });
  };

  beforeAll(async () => {
    server = await startSshd({ hostKeys: ['ed25519', 'rsa'], config: ['LogLevel DEBUG1'] });
    gate = await startSshd();
  });
  afterAll(() => Promise.all([server?.stop(), gate?.stop()]));
  beforeEach(() => {
    dialing = createDialing({ user: server.user });
  });
  afterEach(() => dialing.stop());

  it('reads it without signing in', async () => {
    const { offered, verdict, key, address } = await scan(server.port);
    expect(address).toBe(`127.0.0.1:${server.port}`);
    const [shown] = Object.values(server.hostKeys);
    expect(offered).toEqual({
      host: '127.0.0.1',
      port: server.port,
      type: shown?.type,
      fingerprint: shown?.fingerprint,
    });
    expect(key.equals(shown?.key ?? Buffer.alloc(0))).toBe(true);
    expect(verdict.kind).toBe('unknown');
    await server.said(/Connection (closed|reset)|Received disconnect/);
    expect(server.log()).not.toMatch(/userauth-request|Failed|Invalid user/);
  });

  it('is shown the key type that is known', async () => {
    const rsa = server.hostKeys['ssh-rsa'];
    if (rsa === undefined) throw new Error('There is no RSA key.');
    dialing.pin(server.port, rsa);
    expect(await scan(server.port)).toMatchObject({ offered: { type: 'ssh-rsa' }, verdict: { kind: 'trusted' } });
    dialing.pin(server.port, publicKeyOf(makeKey(join(dialing.homeDir, 'other'))));
    expect((await scan(server.port)).verdict.kind).toBe('changed');
  });

  it('reads it through a jump host, which must be trusted first', async () => {
    const jump = {
      host: '127.0.0.1',
      port: gate.port,
      user: gate.user,
      auth: { kind: 'key', path: gate.keyPath },
    } as const;
    await expect(scan(server.port, jump)).rejects.toMatchObject({ failure: { kind: 'host-key-unknown', hop: 'jump' } });
    dialing.pin(gate.port, ...Object.values(gate.hostKeys));
    expect((await scan(server.port, jump)).offered.type).toBe('ssh-ed25519');
  });

  it('says what stands in the way', async () => {
    await gate.stop();
    await expect(scan(gate.port)).rejects.toMatchObject({ failure: { kind: 'refused' } });
    gate = await startSshd({ config: ['KexAlgorithms diffie-hellman-group14-sha1'] });
    await expect(scan(gate.port)).rejects.toMatchObject({ failure: { kind: 'no-common-algorithm' } });
  });
});
