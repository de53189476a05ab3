import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd, type TestHostKey } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

describe.skipIf(noSshd !== null)('host keys, on a real sshd with three of them', () => {
  let server: RealSshd;
  let other: TestHostKey;
  let dialing: Dialing;
  const here = () => ({ port: server.port, auth: { kind: 'key', path: server.keyPath } }) as const;
  const key = (type = 'ssh-ed25519'): TestHostKey => {
    const found = server.hostKeys[type];
    if (found === undefined) throw new Error(`There is no ${type}.`);
    return found;
  };
  const line = ({ type, key: blob }: TestHostKey) => `${type} ${blob.toString('base64')}`;
  const name = () => `[127.0.0.1]:${server.port}`;
  const hashed = (host: string) => {
    const salt = randomBytes(20);
    return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(host).digest('base64')}`;
  };
  const works = async () => {
    const session = await dialing.connect(here());
    return (await session.exec(sh`echo in`)).stdout.toString();
  };

  beforeAll(async () => {
    server = await startSshd({ hostKeys: ['ed25519', 'rsa', 'ecdsa'] });
    other = publicKeyOf(makeKey(join(server.dir, 'other')));
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    dialing = createDialing({ user: server.user });
  });
  afterEach(() => dialing.stop());

  it('stops at an unknown key, shows it, and sends nothing of the sign-in', async () => {
    const watched = await startSshd({ config: ['LogLevel DEBUG1'] });
    const link = await startLinkProxy(watched.port);
    const failure = await dialing.refused({ port: link.port, auth: { kind: 'key', path: watched.keyPath } });
    const [shown] = Object.values(watched.hostKeys);
    expect(failure).toMatchObject({
      kind: 'host-key-unknown',
      hop: 'target',
      offered: { host: '127.0.0.1', port: link.port, type: 'ssh-ed25519', fingerprint: shown?.fingerprint },
    });
    await watched.said(/Received disconnect|Connection (closed|reset)/);
    expect(watched.log()).not.toMatch(/userauth|SERVICE_REQUEST|service-request|Failed|Accepted|Postponed/i);
    expect(link.connections()).toBe(1);
    await link.stop();
    await watched.stop();
  });

  it.each(['ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256'])(
    'believes a pinned %s though the server has others',
    async (type) => {
      dialing.pin(server.port, key(type));
      expect(await works()).toBe('in\n');
    },
  );

  it('believes a plain line of known_hosts', async () => {
    dialing.knownHosts(`${name()} ${line(key())}\n`);
    expect(await works()).toBe('in\n');
  });

  it('believes a hashed line of known_hosts, of any key type', async () => {
    dialing.knownHosts(`# hashed\n${hashed('elsewhere')} ${line(other)}\n${hashed(name())} ${line(key('ssh-rsa'))}\n`);
    expect(await works()).toBe('in\n');
  });

  it('believes a line without port, as ssh does, but takes no alarm from one', async () => {
    dialing.knownHosts(`127.0.0.1 ${line(key())}\n`);
    expect(await works()).toBe('in\n');
    dialing.knownHosts(`127.0.0.1 ${line(other)}\n`);
    expect((await dialing.refused(here())).kind).toBe('host-key-unknown');
  });

  it('stops hard at a changed key and shows both, with where and since when', async () => {
    dialing.pin(server.port, other);
    expect(await dialing.refused(here())).toMatchObject({
      kind: 'host-key-changed',
      offered: { fingerprint: key().fingerprint },
      expected: { fingerprint: other.fingerprint, since: 1_700_000_000_000, source: 'pinned in Pitwall' },
    });
    dialing.pins.clear();
    dialing.knownHosts(`\n${name()} ${line(other)}\n`);
    const failure = await dialing.refused(here());
    expect(failure).toMatchObject({
      kind: 'host-key-changed',
      expected: { fingerprint: other.fingerprint, source: '~/.ssh/known_hosts, line 2' },
    });
    expect(failure.expected?.since).toBeUndefined();
  });

  it('gives no alarm for another key type of a known host, but does not accept it in silence', async () => {
    const single = await startSshd({ hostKeys: ['rsa'] });
    dialing.pin(single.port, other);
    const failure = await dialing.refused({ port: single.port, auth: { kind: 'key', path: single.keyPath } });
    expect(failure.kind).toBe('host-key-unknown');
    expect(failure.message).toContain('known by a key of type ssh-ed25519');
    expect(failure.offered?.type).toBe('ssh-rsa');
    await single.stop();
  });

  it('lets a pin stand above known_hosts', async () => {
    dialing.pin(server.port, key());
    dialing.knownHosts(`${name()} ${line(other)}\n`);
    expect(await works()).toBe('in\n');
  });

  it.each([
    ['by name', () => name()],
    ['hashed', () => hashed(name())],
    ['for all hosts', () => '*'],
    ['without its port', () => '127.0.0.1'],
  ])('honours @revoked %s, over pin and known line', async (_, host) => {
    dialing.pin(server.port, key());
    dialing.knownHosts(`${name()} ${line(key())}\n@revoked ${host()} ${line(key())}\n`);
    const failure = await dialing.refused(here());
    expect(failure.kind).toBe('host-key-revoked');
    expect(failure.message).toContain('~/.ssh/known_hosts, line 2');
  });

  it('ignores @cert-authority and @revoked of other keys', async () => {
    dialing.knownHosts(`@cert-authority * ${line(other)}\n@revoked * ${line(other)}\n${name()} ${line(key())}\n`);
    expect(await works()).toBe('in\n');
  });

  it('honours wildcards and negation', async () => {
    dialing.knownHosts(`[127.0.0.*]:${server.port} ${line(key())}\n`);
    expect(await works()).toBe('in\n');
    dialing.knownHosts(`[127.0.0.*]:${server.port},!${name()} ${line(key())}\n`);
    expect((await dialing.refused(here())).kind).toBe('host-key-unknown');
  });

  it('notices a key that was swapped between two connections', async () => {
    const before = await startSshd();
    dialing.pin(before.port, ...Object.values(before.hostKeys));
    const session = await dialing.connect({ port: before.port, auth: { kind: 'key', path: before.keyPath } });
    expect((await session.exec(sh`true`)).code).toBe(0);
    session.end();
    await session.closed;
    await before.stop();
    const after = await startSshd({ port: before.port, config: ['LogLevel DEBUG1'] });
    const failure = await dialing.refused({ port: after.port, auth: { kind: 'key', path: after.keyPath } });
    expect(failure.kind).toBe('host-key-changed');
    expect(after.log()).not.toContain('userauth-request');
    await after.stop();
  });

  it('ends a connection whose server shows another key in the middle of it', async () => {
    const rekeying = await startSshd({ config: ['RekeyLimit 64K none', 'LogLevel DEBUG1'] });
    dialing.pin(rekeying.port, ...Object.values(rekeying.hostKeys));
    const session = await dialing.connect({ port: rekeying.port, auth: { kind: 'key', path: rekeying.keyPath } });
    dialing.pin(rekeying.port, other);
    await expect(session.exec(sh`head -c 1000000 /dev/zero`)).rejects.toMatchObject({
      failure: { kind: 'host-key-changed' },
    });
    expect((await session.closed)?.kind).toBe('host-key-changed');
    await rekeying.stop();
  });

  it('goes on over a key exchange in the middle when the key is the same', async () => {
    const rekeying = await startSshd({ config: ['RekeyLimit 64K none', 'LogLevel DEBUG1'] });
    dialing.pin(rekeying.port, ...Object.values(rekeying.hostKeys));
    const session = await dialing.connect({ port: rekeying.port, auth: { kind: 'key', path: rekeying.keyPath } });
    expect((await session.exec(sh`head -c 1000000 /dev/zero`)).stdout).toHaveLength(1_000_000);
    expect(rekeying.log().match(/SSH2_MSG_NEWKEYS received/g)?.length).toBeGreaterThan(3);
    session.end();
    await session.closed;
    await rekeying.stop();
  });
});
