import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConnectionsHandlers } from '../electron/backend/connections/connectionsHandlers.ts';
import { secretName } from '../electron/backend/connections/environmentSecrets.ts';
import { appendLedger } from '../electron/backend/db/ledgerTable.ts';
import { openStateDatabase } from '../electron/backend/db/openStateDatabase.ts';
import { createSshPool } from '../electron/backend/ssh/createSshPool.ts';
import { hostKeyPins } from '../electron/backend/ssh/hostKeyTable.ts';
import type { SshError } from '../electron/backend/ssh/sshSession.ts';
import { systemClock } from '../electron/backend/systemClock.ts';
import type { ConnectionStage } from '../shared/connections/contract.ts';
import { EnvironmentId, ProjectId } from '../shared/ids.ts';
import type { Environment, EnvironmentSettings } from '../shared/projects/environment.ts';
import { sh } from '../shared/remote/remoteCommand.ts';
import { groundSkips, type ProvingGround, startProvingGround } from './proving-ground/provingGround.ts';
import { waitUntil } from './proving-ground/waitUntil.ts';

const { noGround, noVps } = await groundSkips();
const kinds = [...(noVps ? [] : (['vps'] as const)), 'plain'] as const;

const id = EnvironmentId.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const projectId = ProjectId.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe.skipIf(noGround).each(kinds)('connecting to a %s proving ground', (kind) => {
  /** On a plain ground whoever runs the tests signs in; a deploy by root asks sudo nothing. */
  const asRoot = kind === 'plain' && process.getuid?.() === 0;
  let ground: ProvingGround;
  let folder: string;
  let environment: Environment;
  let ends: (() => unknown)[];
  let client: ReturnType<typeof connect>;

  const settings = (changes: Partial<EnvironmentSettings> = {}) => {
    environment = { ...ground.settings(changes), id, projectId, position: 0 };
  };
  const connect = () => {
    const secrets = new Map<string, string>();
    const { db } = openStateDatabase({
      path: join(folder, 'pitwall.db'),
      backupsDir: join(folder, 'backups'),
      clock: systemClock,
      log: quiet,
    });
    const surroundings = { hostKeys: hostKeyPins(db), homeDir: folder, env: {}, clock: systemClock, log: quiet };
    const pool = createSshPool({
      ...surroundings,
      targetOf: () => environment.ssh,
      secretOf: (environmentId, secret) => secrets.get(secretName(environmentId, secret)) ?? null,
    });
    ends.push(
      () => pool.close(),
      () => db.close(),
    );
    const handlers = createConnectionsHandlers({
      ...surroundings,
      db,
      pool,
      vault: {
        protection: { kind: 'memory', explanation: '' },
        get: (name) => secrets.get(name) ?? null,
        set: (name, value) => void secrets.set(name, value),
        delete: (name) => void secrets.delete(name),
        names: () => [...secrets.keys()],
      },
      environmentOf: () => environment,
      appendLedger: (entry) => appendLedger(db, entry),
      feed: { publish: () => undefined },
      connectionChanged: pool.reset,
      actor: 'me@here',
    });
    return { api: createRouterClient(handlers), pool };
  };
  const test = async (): Promise<Record<string, ConnectionStage>> => {
    const last: Record<string, ConnectionStage> = {};
    for await (const stage of await client.api.test({ environment: id })) last[stage.name] = stage;
    return last;
  };
  const states = (stages: Record<string, ConnectionStage>) =>
    Object.fromEntries(Object.values(stages).map(({ name, state }) => [name, state]));

  beforeAll(async () => {
    ground = await startProvingGround({ kind });
    folder = mkdtempSync(join(tmpdir(), 'pitwall-connections-'));
    ends = [];
    settings();
    client = connect();
  });
  afterAll(async () => {
    for (const end of ends ?? []) await end();
    if (folder !== undefined) rmSync(folder, { recursive: true });
    await ground?.stop();
  });

  it('asks about the host key, pins it when it was compared, and then passes every stage', async () => {
    const asked = await test();
    const offered = asked.hostKey?.failure?.offered;
    expect(asked.hostKey?.state).toBe('question');
    await client.api.trustHostKey({
      environment: id,
      hop: 'target',
      fingerprint: offered?.fingerprint ?? '',
      replace: false,
    });
    const stages = await test();
    const failed = Object.values(stages).filter(({ state }) => state === 'failed');
    expect(failed).toEqual([]);
    for (const name of ['reach', 'hostKey', 'signIn', 'tools', 'paths'])
      expect([name, stages[name]?.state]).toEqual([name, 'passed']);
    if (kind === 'vps') expect(states(stages)).toMatchObject({ sudo: 'passed', units: 'passed' });
  });

  it.runIf(asRoot)('D13 asks no sudo rule of root, and advises an account of its own', async () => {
    const undo = await ground.faults.removeSudoRule('restart');
    const { sudo } = await test();
    expect(sudo).toMatchObject({ state: 'warning', copy: null, act: expect.stringContaining('account of its own') });
    await undo();
  });

  it.skipIf(asRoot)('D13 gives the one line that is missing, and passes once it is there', async () => {
    const undo = await ground.faults.removeSudoRule('restart');
    const { sudo } = await test();
    expect(sudo?.state).toBe('failed');
    expect(sudo?.copy).toMatch(
      new RegExp(
        `^${kind === 'vps' ? 'deploy' : '\\S+'} ALL=\\(root\\) NOPASSWD: /\\S*systemctl restart ${ground.unit}$`,
      ),
    );
    await undo();
    expect((await test()).sudo?.state).not.toBe('failed');
  });

  it.runIf(kind === 'vps')('adds up: the line it gives is one that sudo takes', async () => {
    const undo = await ground.faults.removeSudoRule('nginx');
    const line = (await test()).sudo?.copy ?? '';
    expect(line.split('\n')).toHaveLength(2);
    await ground.mustExec(`cat >> ${ground.paths.sudoRules}`, { stdin: `${line}\n` });
    expect((await ground.exec(`visudo -cf ${ground.paths.sudoRules}`)).code).toBe(0);
    expect((await test()).sudo?.state).toBe('passed');
    await undo();
  });

  it.runIf(kind === 'vps')('warns of a sudo that allows anything, and sees one that asks for a password', async () => {
    const rules = ground.paths.sudoRules;
    const before = await ground.mustExec(`cat ${rules}`);
    const rewrite = (text: string) => ground.mustExec(`cat > ${rules}`, { stdin: text });
    await rewrite('deploy ALL=(ALL) NOPASSWD: ALL\n');
    expect((await test()).sudo).toMatchObject({ state: 'warning', found: expect.arrayContaining(['wide open: ALL']) });
    await rewrite(before.replace('NOPASSWD: /usr/bin/systemctl reload', 'PASSWD: /usr/bin/systemctl reload'));
    expect((await test()).sudo).toMatchObject({
      state: 'failed',
      copy: 'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl reload nginx',
    });
    await rewrite(before);
    expect((await test()).sudo?.state).toBe('passed');
  });

  it('D13 names an unknown unit and a wrong branch', async () => {
    settings({ unit: 'no-such-unit', branch: 'no-such-branch' });
    const { units, paths } = await test();
    settings();
    expect(units).toMatchObject({ state: 'failed', act: expect.stringContaining('no-such-unit') });
    expect(paths).toMatchObject({ state: 'failed', act: expect.stringContaining('no-such-branch') });
  });

  it('runs thirty commands over one connection to a stock sshd', async () => {
    const session = await client.pool.session(id);
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, index) => session.exec(sh`sleep 0.05; echo ${index}`)),
    );
    expect(results.map(({ stdout }) => Number(stdout.toString()))).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect(await client.pool.session(id)).toBe(session);
  });

  it('ends a cancelled command on the server', async () => {
    const session = await client.pool.session(id);
    const stop = new AbortController();
    let pid = 0;
    const running = session.stream(
      sh`echo $$; sleep 987`,
      (chunk) => {
        pid = Number(chunk.toString());
        stop.abort();
      },
      { signal: stop.signal },
    );
    await expect(running).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
    expect(pid).toBeGreaterThan(1);
    await waitUntil('the command is gone', async () => (await ground.exec(`kill -0 ${pid}`)).code !== 0);
  });

  it('stops hard when the host key is swapped between two connections', async () => {
    const session = await client.pool.session(id);
    session.end();
    await session.closed;
    const undo = await ground.faults.swapHostKey();
    // An sshd that was told to read its keys again does not listen for a moment.
    const shown = await waitUntil('sshd listens again', async () => {
      const { failure } = (await client.pool.session(id).catch((error: SshError) => error)) as SshError;
      return failure.kind !== 'refused' && failure.kind;
    });
    expect(shown).toBe('host-key-changed');
    expect((await test()).hostKey).toMatchObject({ state: 'failed', failure: { kind: 'host-key-changed' } });
    await undo();
    const again = await waitUntil('sshd listens again', () => client.pool.session(id));
    expect((await again.exec(sh`true`)).code).toBe(0);
  });
});
