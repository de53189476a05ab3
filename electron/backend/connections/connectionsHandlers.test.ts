import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionStage, SecretKind } from '../../../shared/connections/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import type { Environment, SshTarget } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';
import { appendLedger, listLedger } from '../db/ledgerTable.ts';
import { openStateDatabase } from '../db/openStateDatabase.ts';
import type { Log } from '../log.ts';
import { createSshPool } from '../ssh/createSshPool.ts';
import { hostKeyPins, pinHostKey } from '../ssh/hostKeyTable.ts';
import type { SshPool } from '../ssh/sshPool.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import type { Vault } from '../vault.ts';
import { createConnectionsHandlers } from './connectionsHandlers.ts';
import { secretName } from './environmentSecrets.ts';
import { allRules, writeStandIns } from './testing/standIns.ts';

if (noSshd !== null) console.info(noSshd);

const id = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const gone = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8000');
const projectId = ProjectId.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const quiet: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The tests sign in as whoever runs them. */
const asRoot = process.getuid?.() === 0;

const memoryVault = (): Vault => {
  const kept = new Map<string, string>();
  return {
    protection: { kind: 'memory', explanation: 'Kept until Pitwall ends.' },
    get: (name) => kept.get(name) ?? null,
    set: (name, value) => void kept.set(name, value),
    delete: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  };
};

describe.skipIf(noSshd !== null)('connections, on a real sshd with stand-ins for what only a whole server has', () => {
  let server: RealSshd;
  let dialing: Dialing;
  let db: Database;
  let vault: Vault;
  let pool: SshPool;
  let environment: Environment;
  let standIns: string;
  const published = vi.fn();
  const changed = vi.fn();

  const client = () =>
    createRouterClient(
      createConnectionsHandlers({
        db,
        vault,
        pool,
        environmentOf: (asked) => (asked === id ? environment : null),
        appendLedger: (entry) => appendLedger(db, entry),
        feed: { publish: published },
        connectionChanged: (changedId) => {
          changed(changedId);
          pool.reset(changedId);
        },
        clock: systemClock,
        log: quiet,
        actor: 'me@here',
        homeDir: dialing.homeDir,
        env: {},
      }),
    );
  const ssh = (changes: Partial<SshTarget> = {}): SshTarget => ({
    host: '127.0.0.1',
    port: server.port,
    user: server.user,
    auth: { kind: 'key', path: server.keyPath },
    jump: null,
    ...changes,
  });
  const pinAll = (one: RealSshd = server, port = one.port) => {
    for (const { type, key } of Object.values(one.hostKeys))
      pinHostKey(db, { host: '127.0.0.1', port, type, key, since: 1 });
  };
  const test = async (): Promise<Record<string, ConnectionStage>> => {
    const last: Record<string, ConnectionStage> = {};
    for await (const stage of await client().test({ environment: id })) last[stage.name] = stage;
    return last;
  };
  const states = async () => Object.fromEntries(Object.values(await test()).map(({ name, state }) => [name, state]));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', ...args], {
      stdio: 'pipe',
    });

  beforeAll(async () => {
    const probe = createDialing({ user: 'x' });
    standIns = join(probe.homeDir, 'bin');
    writeStandIns(standIns);
    server = await startSshd({ environment: { PATH: `${standIns}:/usr/local/bin:/usr/bin:/bin` } });
    ends.push(() => probe.stop());
  });
  const ends: (() => Promise<unknown>)[] = [];
  afterAll(async () => {
    await server?.stop();
    for (const end of ends) await end();
  });

  beforeEach(() => {
    dialing = createDialing({ user: server.user });
    db = openStateDatabase({
      path: join(dialing.homeDir, 'pitwall.db'),
      backupsDir: join(dialing.homeDir, 'backups'),
      clock: systemClock,
      log: quiet,
    }).db;
    vault = memoryVault();
    const [origin, repository, app] = ['origin.git', 'repository', 'app'].map((name) =>
      join(dialing.homeDir, name),
    ) as [string, string, string];
    git('init', '-q', '--bare', origin);
    git('clone', '-q', origin, repository);
    writeFileSync(join(repository, 'app.py'), 'print()\n');
    git('-C', repository, 'checkout', '-q', '-b', 'main');
    git('-C', repository, 'add', '.');
    git('-C', repository, 'commit', '-q', '-m', 'First');
    git('-C', repository, 'push', '-q', 'origin', 'main');
    mkdirSync(app);
    environment = {
      id,
      projectId,
      position: 0,
      name: 'staging',
      tier: 'staging',
      protected: false,
      ssh: ssh(),
      repositoryPath: repository,
      appPath: app,
      branch: 'main',
      unit: 'app',
      nginxUnit: 'nginx',
      strategy: { kind: 'in-place', delete: true, exclude: [] },
      health: {
        appUrl: 'http://127.0.0.1:1/health',
        nginxUrl: 'http://127.0.0.1:1/health',
        publicUrl: null,
        expectStatus: 200,
        passes: 1,
        intervalSeconds: 1,
        timeoutSeconds: 1,
      },
      limits: { preflight: 1, pull: 1, sync: 1, restart: 1, reload: 1, health: 1 },
    };
    pool = createSshPool({
      targetOf: () => environment.ssh,
      secretOf: (environmentId, kind) => vault.get(secretName(environmentId, kind)),
      hostKeys: hostKeyPins(db),
      homeDir: dialing.homeDir,
      env: {},
      clock: systemClock,
      log: quiet,
    });
    published.mockClear();
    changed.mockClear();
  });
  afterEach(async () => {
    await pool.close();
    db.close();
    writeFileSync(join(standIns, 'rules'), allRules(standIns).join('\n'));
    await dialing.stop();
  });

  describe('test', () => {
    it('D13 passes every stage of a sound server, in order, each with facts and a duration', async () => {
      pinAll();
      const events: ConnectionStage[] = [];
      for await (const stage of await client().test({ environment: id })) events.push(stage);
      const ended = events.filter(({ state }) => state !== 'running');
      expect(ended.map(({ name, state, act }) => [name, state, act])).toEqual(
        ['reach', 'hostKey', 'signIn', 'tools', 'sudo', 'units', 'paths'].map((name) =>
          name === 'sudo' && asRoot
            ? [name, 'warning', expect.stringContaining('an account of its own')]
            : [name, 'passed', null],
        ),
      );
      for (const { found, duration } of ended) {
        expect(found.length).toBeGreaterThan(0);
        expect(duration).toBeGreaterThanOrEqual(0);
      }
      for (const { name } of ended)
        expect(events.findIndex((one) => one.name === name && one.state === 'running')).toBeGreaterThanOrEqual(0);
      const facts = ended.flatMap(({ found }) => found);
      const [hostKey] = Object.values(server.hostKeys);
      expect(facts).toContain(`ssh-ed25519 ${hostKey?.fingerprint}, known from Pitwall`);
      expect(facts).toContain('app: loaded, active (running), enabled');
      expect(facts).toContain(
        asRoot ? 'It signs in as root: no sudo is used.' : `allowed: ${standIns}/systemctl restart app`,
      );
      expect(facts.find((fact) => fact.startsWith('git: '))).toMatch(/^git: \/\S+ \(\d+\.\d/);
      expect(facts.find((fact) => fact.includes('branch main'))).toMatch(/at [0-9a-f]{7,} First$/);
    });

    it('asks about a new host key and skips the rest', async () => {
      const stages = await test();
      const [hostKey] = Object.values(server.hostKeys);
      expect(stages.hostKey).toMatchObject({
        state: 'question',
        failure: { kind: 'host-key-unknown', offered: { fingerprint: hostKey?.fingerprint } },
      });
      expect(stages.reach?.state).toBe('passed');
      for (const name of ['signIn', 'tools', 'sudo', 'units', 'paths'])
        expect(stages[name]).toMatchObject({ state: 'skipped', duration: null });
    });

    it('stops hard at a changed host key', async () => {
      const { type, key } = publicKeyOf(makeKey(join(dialing.homeDir, 'other')));
      pinHostKey(db, { host: '127.0.0.1', port: server.port, type, key, since: 5 });
      expect((await test()).hostKey).toMatchObject({
        state: 'failed',
        failure: { kind: 'host-key-changed', expected: { since: 5, source: 'pinned in Pitwall' } },
      });
    });

    it('says that nobody is there', async () => {
      const link = await startLinkProxy(1);
      await link.stop();
      environment = { ...environment, ssh: ssh({ port: link.port }) };
      const stages = await test();
      expect(stages.reach).toMatchObject({ state: 'failed', failure: { kind: 'refused' } });
      expect(stages.hostKey?.state).toBe('skipped');
    });

    it('looks at the server although something is missing here', async () => {
      pinAll();
      environment = { ...environment, ssh: ssh({ auth: { kind: 'key', path: '~/.ssh/none' } }) };
      expect(await states()).toEqual({
        reach: 'passed',
        hostKey: 'passed',
        signIn: 'failed',
        tools: 'skipped',
        sudo: 'skipped',
        units: 'skipped',
        paths: 'skipped',
      });
      environment = { ...environment, ssh: ssh({ auth: { kind: 'agent' }, host: 'localhost' }) };
      expect(await states()).toMatchObject({ reach: 'passed', hostKey: 'question', signIn: 'failed' });
    });

    it('says that the sign-in was refused, and forgives an earlier refusal once it works', async () => {
      pinAll();
      environment = {
        ...environment,
        ssh: ssh({ auth: { kind: 'key', path: makeKey(join(dialing.homeDir, 'stranger')) } }),
      };
      expect((await test()).signIn).toMatchObject({ state: 'failed', failure: { kind: 'auth-refused' } });
      const forgiven = vi.spyOn(pool, 'forgive');
      expect(forgiven).not.toHaveBeenCalled();
      environment = { ...environment, ssh: ssh() };
      expect((await test()).signIn?.state).toBe('passed');
      expect(forgiven).toHaveBeenCalledWith(id);
    });

    it.skipIf(asRoot)('D13 gives the exact sudo line for what is missing, and still looks at the rest', async () => {
      pinAll();
      writeFileSync(join(standIns, 'rules'), `${standIns}/nginx -t\n`);
      const stages = await test();
      expect(stages.sudo).toMatchObject({ state: 'failed', act: expect.stringContaining('visudo') });
      expect(stages.units?.state).toBe('passed');
      expect(stages.paths?.state).toBe('passed');
    });

    it('D13 names an unknown unit, a wrong branch, a missing folder, changed files', async () => {
      pinAll();
      environment = {
        ...environment,
        unit: 'no-such-unit',
        branch: 'other',
        appPath: join(dialing.homeDir, 'not there'),
      };
      writeFileSync(join(environment.repositoryPath, 'app.py'), 'changed\n');
      const stages = await test();
      expect(stages.units).toMatchObject({ state: 'failed', act: expect.stringContaining('no-such-unit') });
      expect(stages.paths?.state).toBe('failed');
      expect(stages.paths?.act).toContain('Check out other there.');
      expect(stages.paths?.act).toContain('Push the branch');
      expect(stages.paths?.found).toContain('1 tracked file changed there by hand');
      expect(stages.paths?.copy).toContain(`sudo install -d -o ${server.user} '${join(dialing.homeDir, 'not there')}'`);
    });

    it('runs nothing that a path or a branch might say', async () => {
      pinAll();
      const nasty = join(dialing.homeDir, "it's $(touch pwned) `touch pwned`; touch pwned #");
      environment = { ...environment, repositoryPath: nasty, appPath: nasty, branch: '$(touch pwned)' };
      const stages = await test();
      expect(stages.paths?.found[0]).toBe(`${nasty}: does not exist`);
      expect(() =>
        execFileSync('ls', [join(dialing.homeDir, 'pwned'), join(server.dir, 'pwned')], { stdio: 'pipe' }),
      ).toThrow();
    });

    it('says that the link was lost in the middle', async () => {
      const link = await startLinkProxy(server.port);
      pinAll(server, link.port);
      environment = { ...environment, ssh: ssh({ port: link.port }) };
      const last: Record<string, ConnectionStage> = {};
      for await (const stage of await client().test({ environment: id })) {
        last[stage.name] = stage;
        if (stage.name === 'tools') link.cut();
      }
      expect(last.tools).toMatchObject({ state: 'failed', failure: { kind: 'connection-lost' } });
      expect(last.paths?.state).toBe('skipped');
      await link.stop();
    });

    it('shows both hops of a jump', async () => {
      const gate = await startSshd();
      pinAll();
      environment = {
        ...environment,
        ssh: ssh({
          jump: { host: '127.0.0.1', port: gate.port, user: gate.user, auth: { kind: 'key', path: gate.keyPath } },
        }),
      };
      expect((await test()).hostKey).toMatchObject({ state: 'question', failure: { hop: 'jump' } });
      await client().trustHostKey({
        environment: id,
        hop: 'jump',
        fingerprint: Object.values(gate.hostKeys)[0]?.fingerprint ?? '',
        replace: false,
      });
      const stages = await test();
      expect(stages.signIn?.state).toBe('passed');
      expect(stages.hostKey?.found[0]).toMatch(/^jump host: ssh-ed25519 SHA256:/);
      expect(stages.hostKey?.found).toHaveLength(2);
      await gate.stop();
    });

    it('ends when its reader goes away', async () => {
      pinAll();
      for await (const { name } of await client().test({ environment: id })) if (name === 'tools') break;
      const stop = new AbortController();
      const seen: string[] = [];
      const reading = (async () => {
        for await (const { name } of await client().test({ environment: id }, { signal: stop.signal })) {
          seen.push(name);
          stop.abort();
        }
      })();
      await reading.catch(() => undefined);
      expect(seen.length).toBeGreaterThan(0);
    });

    it('says that the environment is gone', async () => {
      await expect(client().test({ environment: gone })).rejects.toMatchObject({ code: 'GONE' });
    });
  });

  describe('trustHostKey', () => {
    const shown = () => Object.values(server.hostKeys)[0]?.fingerprint ?? '';
    const trust = (changes: object = {}) =>
      client().trustHostKey({ environment: id, hop: 'target', fingerprint: shown(), replace: false, ...changes });
    const ledger = () =>
      listLedger(db, { project: null, before: null, limit: 10 }).map(({ verb, summary }) => ({ verb, summary }));

    it('pins the key that was compared, writes it into the history, and tells', async () => {
      expect(await trust()).toEqual({
        host: '127.0.0.1',
        port: server.port,
        type: 'ssh-ed25519',
        fingerprint: shown(),
      });
      expect(await client().pinnedHostKeys({ environment: id })).toEqual([
        { host: '127.0.0.1', port: server.port, type: 'ssh-ed25519', fingerprint: shown(), since: expect.any(Number) },
      ]);
      expect(ledger()).toEqual([
        { verb: 'hostKey.trust', summary: `Trusted the host key of 127.0.0.1:${server.port} (ssh-ed25519 ${shown()})` },
      ]);
      expect(changed).toHaveBeenCalledWith(id);
      expect(published).toHaveBeenCalledWith('connection', id);
      await trust();
      expect(ledger()).toHaveLength(1);
      expect((await test()).hostKey?.state).toBe('passed');
    });

    it('pins nothing when the server shows another key than the one compared', async () => {
      await expect(trust({ fingerprint: 'SHA256:something-else' })).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringContaining(`shows another key now: ${shown()}`),
      });
      expect(await client().pinnedHostKeys({ environment: id })).toEqual([]);
      expect(ledger()).toEqual([]);
      expect(changed).not.toHaveBeenCalled();
    });

    it('replaces a changed key only when told to, and notes the old one', async () => {
      const { type, key } = publicKeyOf(makeKey(join(dialing.homeDir, 'other')));
      pinHostKey(db, { host: '127.0.0.1', port: server.port, type, key, since: 5 });
      await expect(trust()).rejects.toMatchObject({ code: 'REFUSED' });
      await trust({ replace: true });
      expect((await client().pinnedHostKeys({ environment: id })).map(({ fingerprint }) => fingerprint)).toEqual([
        shown(),
      ]);
      expect(ledger()[0]?.verb).toBe('hostKey.replace');
      const inverse = db
        .prepare<[], { inverse: string }>('SELECT inverse FROM ledger ORDER BY sequence DESC LIMIT 1')
        .get()?.inverse;
      expect(JSON.parse(inverse ?? '')).toMatchObject({ type, key: key.toString('base64'), since: 5 });
    });

    it('trusts a changed key of known_hosts in Pitwall alone', async () => {
      const { type, key } = publicKeyOf(makeKey(join(dialing.homeDir, 'other')));
      dialing.knownHosts(`[127.0.0.1]:${server.port} ${type} ${key.toString('base64')}\n`);
      await expect(trust()).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('known_hosts') });
      await trust({ replace: true });
      expect((await test()).hostKey?.state).toBe('passed');
    });

    it('never trusts a revoked key', async () => {
      const [{ type, key } = { type: '', key: Buffer.alloc(0) }] = Object.values(server.hostKeys);
      dialing.knownHosts(`@revoked * ${type} ${key.toString('base64')}\n`);
      await expect(trust({ replace: true })).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringContaining('revoked'),
      });
    });

    it('says what keeps it from looking', async () => {
      await expect(trust({ hop: 'jump' })).rejects.toMatchObject({
        code: 'REFUSED',
        message: 'This environment has no jump host.',
      });
      environment = { ...environment, ssh: ssh({ port: 1 }) };
      await expect(trust()).rejects.toMatchObject({
        code: 'REFUSED',
        message: expect.stringContaining('nothing listens on port 1'),
      });
      await expect(trust({ environment: gone })).rejects.toMatchObject({ code: 'GONE' });
    });
  });

  describe('secrets', () => {
    it('are kept, used, never given back, and forgotten', async () => {
      pinAll();
      const locked = makeKey(join(server.dir, `locked-${Date.now()}`), 'ed25519', 'canary-passphrase');
      execFileSync('sh', ['-c', 'cat "$1.pub" >> "$2"', 'sh', locked, join(server.dir, 'authorized_keys')]);
      environment = { ...environment, ssh: ssh({ auth: { kind: 'key', path: locked } }) };
      expect((await test()).signIn).toMatchObject({ failure: { kind: 'passphrase-needed' } });
      await client().setSecret({ environment: id, kind: 'passphrase', value: 'canary-passphrase' });
      expect(changed).toHaveBeenCalledWith(id);
      expect(published).toHaveBeenCalledWith('connection', id);
      const said = JSON.stringify([
        await test(),
        await client().secrets({ environment: id }),
        await client().pinnedHostKeys({ environment: id }),
        listLedger(db, { project: null, before: null, limit: 10 }),
      ]);
      expect(said).not.toContain('canary');
      expect(await client().secrets({ environment: id })).toEqual({
        protection: vault.protection,
        held: ['passphrase'],
      });
      expect((await test()).signIn?.state).toBe('passed');
      await client().clearSecret({ environment: id, kind: 'passphrase' });
      expect((await client().secrets({ environment: id })).held).toEqual([]);
      expect((await test()).signIn).toMatchObject({ failure: { kind: 'passphrase-needed' } });
    });

    it('belong to one environment that is there', async () => {
      for (const kind of ['password', 'jumpPassword'] satisfies SecretKind[])
        await expect(client().setSecret({ environment: gone, kind, value: 'x' })).rejects.toMatchObject({
          code: 'GONE',
        });
      await expect(client().secrets({ environment: gone })).rejects.toMatchObject({ code: 'GONE' });
      await expect(client().clearSecret({ environment: gone, kind: 'password' })).rejects.toMatchObject({
        code: 'GONE',
      });
      expect(vault.names()).toEqual([]);
    });

    it('are not kept where the vault refuses, and nothing is told', async () => {
      vault = {
        ...memoryVault(),
        set: () => {
          throw new Failure('NOT_PROTECTED', 'This system keeps no secret safely.', { act: 'Use an agent.' });
        },
      };
      await expect(client().setSecret({ environment: id, kind: 'password', value: 'x' })).rejects.toMatchObject({
        code: 'NOT_PROTECTED',
      });
      expect(changed).not.toHaveBeenCalled();
      expect(listLedger(db, { project: null, before: null, limit: 10 })).toEqual([]);
    });
  });

  it('lists the hosts of ~/.ssh/config', async () => {
    expect(await client().configuredHosts()).toEqual([]);
    dialing.sshConfig('Host web\n HostName 10.0.0.7\n Port 2207\n User me\nHost *\n IdentityFile ~/.ssh/id\n');
    expect(await client().configuredHosts()).toEqual([
      {
        alias: 'web',
        hostName: '10.0.0.7',
        port: 2207,
        user: 'me',
        identityFile: join(dialing.homeDir, '.ssh/id'),
        proxyJump: null,
      },
    ]);
    rmSync(join(dialing.homeDir, '.ssh/config'));
  });
});
