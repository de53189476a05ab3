import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { SshTarget } from '../../../shared/projects/environment.ts';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import type { Log } from '../log.ts';
import { systemClock } from '../systemClock.ts';
import { createSshPool } from './createSshPool.ts';
import type { SshPool } from './sshPool.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { type LinkProxy, startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, type RealSshd, startSshd } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const staging = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const production = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const kindOf = (error: unknown) => (error as { failure?: { kind?: string } }).failure?.kind ?? error;

describe.skipIf(noSshd !== null)('the pool, on a real sshd', () => {
  let server: RealSshd;
  let link: LinkProxy;
  let dialing: Dialing;
  let pool: SshPool;
  let targets: Map<string, SshTarget>;
  const target = (changes: Partial<SshTarget> = {}): SshTarget => ({
    host: '127.0.0.1',
    port: link.port,
    user: server.user,
    auth: { kind: 'key', path: server.keyPath },
    jump: null,
    ...changes,
  });

  beforeAll(async () => {
    server = await startSshd();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    link = await startLinkProxy(server.port);
    dialing = createDialing({ user: server.user });
    dialing.pin(link.port, ...Object.values(server.hostKeys));
    targets = new Map([
      [staging, target()],
      [production, target()],
    ]);
    pool = createSshPool({
      targetOf: (environment) => targets.get(environment) ?? null,
      secretOf: (_, kind) => dialing.secrets[kind] ?? null,
      hostKeys: { pinned: (host, port) => dialing.pins.get(`${host}:${port}`) ?? [] },
      homeDir: dialing.homeDir,
      env: {},
      clock: systemClock,
      log: quiet,
    });
  });
  afterEach(async () => {
    await pool.close();
    await dialing.stop();
    await link.stop();
  });

  it('opens one connection for all who ask, and one per environment', async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => pool.session(staging)));
    expect(new Set(sessions).size).toBe(1);
    expect(link.connections()).toBe(1);
    expect(await pool.session(staging)).toBe(sessions[0]);
    expect(await pool.session(production)).not.toBe(sessions[0]);
    expect(link.connections()).toBe(2);
  });

  it('opens a new one after the link was lost', async () => {
    const first = await pool.session(staging);
    link.cut();
    await first.closed;
    const second = await pool.session(staging);
    expect(second).not.toBe(first);
    expect((await second.exec(sh`echo again`)).stdout.toString()).toBe('again\n');
  });

  it('hands out no dead connection, not even in the moment it dies', async () => {
    const first = await pool.session(staging);
    const running = first.exec(sh`sleep 1000`).catch(() => pool.session(staging));
    await first.exec(sh`true`);
    link.cut();
    const second = await running;
    expect(second).not.toBe(first);
    expect((await (second as typeof first).exec(sh`true`)).code).toBe(0);
  });

  it('opens a new one when the settings change, and ends the old one', async () => {
    const first = await pool.session(staging);
    expect(await pool.session(staging)).toBe(first);
    targets.set(staging, target({ host: 'localhost' }));
    dialing.pins.set(`localhost:${link.port}`, dialing.pins.get(`127.0.0.1:${link.port}`) ?? []);
    const second = await pool.session(staging);
    expect(second).not.toBe(first);
    expect(await first.closed).toBeNull();
  });

  it('sees a change of ~/.ssh/config, too', async () => {
    targets.set(staging, target({ host: 'alias', port: 22 }));
    dialing.sshConfig(`Host alias\n HostName 127.0.0.1\n Port ${link.port}\n`);
    const first = await pool.session(staging);
    expect(await pool.session(staging)).toBe(first);
    const other = await startLinkProxy(server.port);
    dialing.pin(other.port, ...Object.values(server.hostKeys));
    dialing.sshConfig(`Host alias\n HostName 127.0.0.1\n Port ${other.port}\n`);
    expect(await pool.session(staging)).not.toBe(first);
    expect(other.connections()).toBe(1);
    pool.reset(staging);
    await other.stop();
  });

  it('remembers a refused sign-in until it is told to forget it', async () => {
    const stranger = makeKey(`${dialing.homeDir}/stranger`);
    targets.set(staging, target({ auth: { kind: 'key', path: stranger } }));
    for (let index = 0; index < 5; index++) expect(await pool.session(staging).catch(kindOf)).toBe('auth-refused');
    expect(link.connections()).toBe(1);
    pool.reset(staging);
    expect(await pool.session(staging).catch(kindOf)).toBe('auth-refused');
    expect(link.connections()).toBe(2);
    pool.forgive(staging);
    expect(await pool.session(staging).catch(kindOf)).toBe('auth-refused');
    expect(link.connections()).toBe(3);
    targets.set(staging, target());
    expect((await (await pool.session(staging)).exec(sh`true`)).code).toBe(0);
  });

  it('forgives without touching a live connection', async () => {
    const session = await pool.session(staging);
    pool.forgive(staging);
    expect(await pool.session(staging)).toBe(session);
  });

  it('does not remember what may pass: an unknown key, a refused port', async () => {
    const pins = dialing.pins.get(`127.0.0.1:${link.port}`) ?? [];
    dialing.pins.clear();
    expect(await pool.session(staging).catch(kindOf)).toBe('host-key-unknown');
    dialing.pins.set(`127.0.0.1:${link.port}`, pins);
    expect((await (await pool.session(staging)).exec(sh`true`)).code).toBe(0);
  });

  it('lets one caller give up without the others, and the attempt end with the last one', async () => {
    const stop = new AbortController();
    const impatient = pool.session(staging, stop.signal).catch(kindOf);
    const patient = pool.session(staging);
    stop.abort();
    expect(await impatient).toBe('cancelled');
    expect((await (await patient).exec(sh`true`)).code).toBe(0);
    const alone = new AbortController();
    const given = pool.session(production, alone.signal).catch(kindOf);
    alone.abort();
    expect(await given).toBe('cancelled');
    expect(await pool.session(staging, alone.signal).catch(kindOf)).toBe('cancelled');
    expect((await (await pool.session(production)).exec(sh`true`)).code).toBe(0);
  });

  it('starts anew for those who wait when the settings change meanwhile', async () => {
    const stranger = makeKey(`${dialing.homeDir}/stranger`);
    targets.set(staging, target({ auth: { kind: 'key', path: stranger } }));
    const waiting = pool.session(staging);
    targets.set(staging, target());
    pool.reset(staging);
    expect((await (await waiting).exec(sh`true`)).code).toBe(0);
  });

  it('says that an environment is gone', async () => {
    targets.delete(staging);
    await expect(pool.session(staging)).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'environment', id: staging },
    });
  });

  it('ends everything when it is closed, also what is only beginning', async () => {
    const session = await pool.session(staging);
    const beginning = pool.session(production).catch(kindOf);
    await pool.close();
    expect(await session.closed).toBeNull();
    expect(await beginning).toBe('cancelled');
    expect(await pool.session(staging).catch(kindOf)).toBe('cancelled');
  });
});
