import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SshFailure } from '../../shared/connections/sshFailure.ts';
import type { EnvironmentId } from '../../shared/ids.ts';
import type { SshTarget } from '../../shared/projects/environment.ts';
import { startChaosProxy } from '../proving-ground/chaosProxy.ts';
import { freePorts } from '../proving-ground/freePorts.ts';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import { mustRun } from '../proving-ground/runProcess.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import { expectDeployed, gate, inStep } from './groundTruth.ts';
import { fingerprintOf, type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround } = await groundSkips();

let ground: ProvingGround;
let laptop: Laptop;
let pitwall: Pitwall;
beforeAll(async () => {
  laptop = newLaptop();
  [ground, pitwall] = await Promise.all([startProvingGround(), laptop.startPitwall()]);
});
afterAll(async () => {
  await laptop?.[Symbol.asyncDispose]();
  await ground?.stop();
});

const withSsh = (ssh: Partial<SshTarget>, hostKey: string | null = ground.ssh.hostKey()) => {
  const settings = ground.settings();
  return pitwall.addEnvironment({ ...settings, ssh: { ...settings.ssh, ...ssh } }, hostKey === null ? {} : { hostKey });
};

/** Why there is no shell: the plan's failure. A deploy that is started all the same ends with the same words, and has sent nothing. */
const failureOf = async (environment: EnvironmentId): Promise<SshFailure> => {
  const failed = await pitwall.client.deploys.plan({ environment }).then(
    () => null,
    (error: unknown) => error as { readonly code: string; readonly data: SshFailure },
  );
  expect(failed).toMatchObject({ code: 'SSH' });
  const failure = failed?.data;
  if (failure === undefined) throw new Error('There must be a failure.');
  const run = await pitwall.client.deploys.start({
    environment,
    revision: await ground.head(),
    subject: 'x',
    previous: null,
    request: randomUUID(),
    confirm: null,
  });
  const { outcome } = await pitwall.ended(run);
  expect(outcome).toMatchObject({
    kind: 'failed-before-switch',
    cause: `ssh:${failure.kind}`,
    reason: failure.message,
    act: failure.act,
    left: 'Nothing was sent to the target.',
  });
  return failure;
};

/** A new key for the ground's user; with a passphrase when one is given. */
const newKey = async (name: string, passphrase: string, admitted: boolean): Promise<string> => {
  const path = join(laptop.folder, name);
  await mustRun('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  if (admitted) await ground.mustExec(`cat >> ${ground.paths.authorizedKeys}`, { stdin: readFileSync(`${path}.pub`) });
  return path;
};

describe.skipIf(noGround)('D13 no way in', () => {
  it('D13 says that nobody listens', async () => {
    const [port = 0] = await freePorts(1);
    const failure = await failureOf(await withSsh({ port }, null));
    expect(failure).toMatchObject({ kind: 'refused', hop: 'target' });
    expect(failure.where).toContain(`127.0.0.1:${port}`);
  });

  it('D13 says that the name leads nowhere', async () => {
    const failure = await failureOf(await withSsh({ host: 'no-such-host.invalid' }, null));
    expect(failure).toMatchObject({ kind: 'name-not-found' });
    expect(failure.message).toContain('no-such-host.invalid');
  });

  it('D13 says that something listens that is not SSH', async () => {
    expect(await failureOf(await withSsh({ port: ground.ports.nginx }, null))).toMatchObject({ kind: 'not-ssh' });
  });

  it('D13 stops at a host key nobody has looked at, with its fingerprint', async () => {
    const failure = await failureOf(await withSsh({}, null));
    expect(failure).toMatchObject({
      kind: 'host-key-unknown',
      offered: { type: 'ssh-ed25519', fingerprint: fingerprintOf(ground.ssh.hostKey()) },
    });
  });

  it('D13 says that the key is refused, and does not knock a second time by itself', async () => {
    const path = await newKey('stranger', '', false);
    await using proxy = await startChaosProxy(ground.ports.ssh);
    const environment = await withSsh({ port: proxy.port, auth: { kind: 'key', path } });
    expect(await failureOf(environment)).toMatchObject({ kind: 'auth-refused' });
    const knocked = proxy.stats().connections;
    for (let again = 0; again < 3; again += 1)
      await expect(pitwall.client.deploys.plan({ environment })).rejects.toMatchObject({
        data: { kind: 'auth-refused' },
      });
    expect(proxy.stats().connections).toBe(knocked);
  });

  it('D13 asks for a passphrase, knows a wrong one, and signs in with the right one', async () => {
    const path = await newKey('locked', 'open sesame', true);
    const environment = await withSsh({ auth: { kind: 'key', path } });
    expect(await failureOf(environment)).toMatchObject({ kind: 'passphrase-needed' });
    await pitwall.client.connections.setSecret({ environment, kind: 'passphrase', value: 'open barley' });
    expect(await failureOf(environment)).toMatchObject({ kind: 'passphrase-wrong' });
    await pitwall.client.connections.setSecret({ environment, kind: 'passphrase', value: 'open sesame' });
    await ground.commit();
    const run = await pitwall.deploy(environment);
    await expectDeployed(ground, pitwall, run);
    expect(pitwall.ownLog()).not.toMatch(/open (sesame|barley)/);
  });

  it('D13 says that the key file is missing, or is no key', async () => {
    expect(await failureOf(await withSsh({ auth: { kind: 'key', path: '/no/such/key' } }))).toMatchObject({
      kind: 'key-unreadable',
    });
    expect(
      await failureOf(await withSsh({ auth: { kind: 'key', path: join(import.meta.dirname, 'laptop.ts') } })),
    ).toMatchObject({ kind: 'key-invalid' });
  });

  it('D13 stops hard at a changed host key, with both fingerprints, and goes on when the old one is back', async () => {
    const environment = await withSsh({});
    const expected = fingerprintOf(ground.ssh.hostKey());
    await pitwall.client.deploys.plan({ environment });
    const undo = await ground.faults.swapHostKey();
    await ground.faults.killSessions();
    const offered = fingerprintOf(ground.ssh.hostKey());
    const failure = await waitUntil('the changed key is met', async () => {
      const met = await pitwall.client.deploys.plan({ environment }).then(
        () => null,
        (error: { readonly data: SshFailure }) => error.data,
      );
      return met?.kind === 'connection-lost' ? null : met;
    });
    expect(failure).toMatchObject({
      kind: 'host-key-changed',
      offered: { fingerprint: offered },
      expected: { fingerprint: expected },
    });
    expect(await failureOf(environment)).toMatchObject({ kind: 'host-key-changed' });
    await undo();
    await ground.commit();
    await expectDeployed(ground, pitwall, await pitwall.deploy(environment));
  });

  it('D2 keeps away from a host key that changed in mid-run, says so, and comes back to the run when it is right', async () => {
    const environment = await withSsh({});
    await ground.commit();
    const { text, hold, release } = gate(ground);
    await hold();
    const undoPull = await ground.faults.duringPull(text);
    const run = await pitwall.start(environment);
    await inStep(pitwall, run, 'pull');
    const undo = await ground.faults.swapHostKey();
    await ground.faults.killSessions();
    await waitUntil('the changed key is told', async () => {
      const { following, state } = await pitwall.client.deploys.run({ run: run.id });
      return state === 'running' && following.state === 'lost' && following.message?.includes('another host key');
    });
    await undo();
    await release();
    await expectDeployed(ground, pitwall, await pitwall.ended(run));
    await undoPull();
  });
});
