import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

describe.skipIf(noSshd !== null)('over a jump host', () => {
  let gate: RealSshd;
  let inner: RealSshd;
  let dialing: Dialing;
  const key = (server: RealSshd) => ({ kind: 'key', path: server.keyPath }) as const;
  const jump = (port = gate.port) => ({ host: '127.0.0.1', port, user: gate.user, auth: key(gate) });
  const target = () => ({ port: inner.port, auth: key(inner), jump: jump() });

  beforeAll(async () => {
    [gate, inner] = await Promise.all([startSshd(), startSshd()]);
  });
  afterAll(() => Promise.all([gate?.stop(), inner?.stop()]));
  beforeEach(() => {
    dialing = createDialing({ user: inner.user });
    for (const server of [gate, inner]) dialing.pin(server.port, ...Object.values(server.hostKeys));
  });
  afterEach(() => dialing.stop());

  it('verifies and signs in to both, and ends both', async () => {
    const steps: string[] = [];
    const session = await dialing.connect(target(), { onProgress: ({ hop, kind }) => steps.push(`${hop} ${kind}`) });
    expect((await session.exec(sh`echo $SSH_CONNECTION`)).stdout.toString()).toMatch(new RegExp(` ${inner.port}\n$`));
    expect(steps).toEqual([
      'jump reached',
      'jump hostKeyTrusted',
      'jump signedIn',
      'target reached',
      'target hostKeyTrusted',
      'target signedIn',
    ]);
    const before = gate.log().length;
    session.end();
    expect(await session.closed).toBeNull();
    await gate.said(/Received disconnect|Disconnected from user/);
    expect(gate.log().slice(before)).toMatch(/disconnect/i);
  });

  it('goes the way of ProxyJump in ~/.ssh/config', async () => {
    dialing.sshConfig(
      `Host inner\n HostName 127.0.0.1\n Port ${inner.port}\n ProxyJump gate\nHost gate\n HostName 127.0.0.1\n Port ${gate.port}\n User ${gate.user}\n IdentityFile ${gate.keyPath}\n`,
    );
    const session = await dialing.connect({ host: 'inner', auth: key(inner) });
    expect(session.where).toBe(`${inner.user}@127.0.0.1:${inner.port}`);
    expect((await session.exec(sh`echo $SSH_CONNECTION`)).stdout.toString()).toMatch(new RegExp(` ${inner.port}\n$`));
  });

  it('says at which of the two it failed', async () => {
    const at = async (changes: object) => {
      const { kind, hop, where } = await dialing.refused({ ...target(), ...changes });
      return { kind, hop, port: Number(where.split(':').at(-1)) };
    };
    const stranger = makeKey(`${dialing.homeDir}/stranger`);
    expect(await at({ jump: { ...jump(), auth: { kind: 'key', path: stranger } } })).toEqual({
      kind: 'auth-refused',
      hop: 'jump',
      port: gate.port,
    });
    expect(await at({ auth: { kind: 'key', path: stranger } })).toEqual({
      kind: 'auth-refused',
      hop: 'target',
      port: inner.port,
    });
    expect(await at({ jump: { ...jump(), auth: { kind: 'password' } } })).toMatchObject({
      kind: 'password-needed',
      hop: 'jump',
    });
    expect(await at({ auth: { kind: 'agent' } })).toMatchObject({ kind: 'agent-missing', hop: 'target' });
    const closed = await startLinkProxy(1);
    await closed.stop();
    expect(await at({ jump: jump(closed.port) })).toMatchObject({ kind: 'refused', hop: 'jump' });
    expect(await at({ port: closed.port })).toMatchObject({ kind: 'unreachable', hop: 'target' });
    dialing.pins.delete(`127.0.0.1:${gate.port}`);
    expect(await at({})).toMatchObject({ kind: 'host-key-unknown', hop: 'jump' });
    dialing.pin(gate.port, ...Object.values(gate.hostKeys));
    dialing.pin(inner.port, publicKeyOf(stranger));
    expect(await at({})).toMatchObject({ kind: 'host-key-changed', hop: 'target' });
  });

  it('takes the passphrase of the jump host for its key', async () => {
    const locked = makeKey(`${gate.dir}/locked`, 'ed25519', 'gate phrase');
    const { appendFileSync, readFileSync } = await import('node:fs');
    appendFileSync(`${gate.dir}/authorized_keys`, readFileSync(`${locked}.pub`));
    const settings = { ...target(), jump: { ...jump(), auth: { kind: 'key', path: locked } as const } };
    dialing.secrets.passphrase = 'gate phrase';
    expect(await dialing.refused(settings)).toMatchObject({ kind: 'passphrase-needed', hop: 'jump' });
    dialing.secrets.jumpPassphrase = 'gate phrase';
    expect((await (await dialing.connect(settings)).exec(sh`true`)).code).toBe(0);
  });

  it('says that the jump host does not forward', async () => {
    const closed = await startSshd({ config: ['AllowTcpForwarding no'] });
    dialing.pin(closed.port, ...Object.values(closed.hostKeys));
    const failure = await dialing.refused({ ...target(), jump: { ...jump(closed.port), auth: key(closed) } });
    expect(failure).toMatchObject({
      kind: 'session-refused',
      hop: 'jump',
      message: expect.stringContaining('does not forward'),
    });
    await closed.stop();
  });

  it('loses both when the link to the jump host is cut', async () => {
    const link = await startLinkProxy(gate.port);
    dialing.pin(link.port, ...Object.values(gate.hostKeys));
    const session = await dialing.connect({ ...target(), jump: jump(link.port) });
    const running = session.exec(sh`sleep 100`);
    link.cut();
    await expect(running).rejects.toMatchObject({ failure: { kind: 'connection-lost', hop: 'jump' } });
    expect(await session.closed).toMatchObject({ kind: 'connection-lost' });
    await link.stop();
  });
});
