import { describe, expect, it } from 'vitest';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import { handClock } from '../db/testing/databaseFolder.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import { createSessionKeeper } from './sessionKeeper.ts';

const failure = (kind: SshFailure['kind']): SshError =>
  new SshError({ kind, hop: 'target', where: 'deploy@stage.example:22', message: 'It failed.', act: 'Look.' });
const session = (alive = () => true) => ({ where: 'stage', alive }) as unknown as SshSession;
const never = new AbortController().signal;

const bed = (answer: () => Promise<SshSession>) => {
  const clock = handClock(0);
  let tries = 0;
  const keeper = createSessionKeeper({
    connect: () => {
      tries += 1;
      return answer();
    },
    clock,
    random: () => 1,
  });
  return { clock, keeper, tries: () => tries };
};

describe('M2 the connection that looks go through', () => {
  it('M2 makes one attempt, however many looks wait for it, and does not call a slow one down', async () => {
    const { promise, resolve } = Promise.withResolvers<SshSession>();
    const { keeper, tries } = bed(() => promise);
    const hurried = new AbortController();
    const first = keeper.get(hurried.signal);
    hurried.abort();
    expect(await first).toEqual({ kind: 'opening' });
    const second = keeper.get(never);
    resolve(session());
    expect(await second).toMatchObject({ kind: 'open', fresh: true });
    expect(await keeper.get(never)).toMatchObject({ kind: 'open', fresh: false });
    expect(tries()).toBe(1);
  });

  it('M2 tries a server that is down again later and later, and stays with what came of the last try', async () => {
    const { keeper, clock, tries } = bed(() => Promise.reject(failure('refused')));
    const times: number[] = [];
    for (let second = 0; second < 120; second += 1) {
      const before = tries();
      expect(await keeper.get(never)).toMatchObject({ kind: 'failed', failure: { kind: 'refused' } });
      if (tries() > before) times.push(clock.now() / 1000);
      clock.move(1_000);
    }
    expect(times).toEqual([0, 1, 2, 4, 8, 16, 31, 46, 61, 76, 91, 106]);
  });

  it('M2 asks a server that does not let us in no more than once in a minute, until somebody wants it', async () => {
    const { keeper, clock, tries } = bed(() => Promise.reject(failure('host-key-changed')));
    for (let second = 0; second < 60; second += 1) {
      await keeper.get(never);
      clock.move(1_000);
    }
    expect(tries()).toBe(1);
    keeper.retryNow();
    await keeper.get(never);
    expect(tries()).toBe(2);
  });

  it('M2 holds nothing against a server that failed while our own network was down, nor an attempt begun then', async () => {
    let answer = () => Promise.reject<SshSession>(failure('timed-out'));
    const { keeper, tries } = bed(() => answer());
    expect(await keeper.get(never)).toMatchObject({ kind: 'failed' });
    const slow = Promise.withResolvers<SshSession>();
    answer = () => slow.promise;
    keeper.forgetFailure();
    const waiting = keeper.get(never);
    keeper.forgetFailure();
    slow.reject(failure('unreachable'));
    expect(await waiting).toEqual({ kind: 'opening' });
    answer = () => Promise.reject(failure('refused'));
    expect(await keeper.get(never)).toMatchObject({ kind: 'failed', failure: { kind: 'refused' } });
    expect(tries()).toBe(3);
  });

  it('M2 does not ask a server that did not let us in anew because our own network was down', async () => {
    const { keeper, tries } = bed(() => Promise.reject(failure('auth-refused')));
    await keeper.get(never);
    keeper.forgetFailure();
    expect(await keeper.get(never)).toMatchObject({ kind: 'failed', failure: { kind: 'auth-refused' } });
    expect(tries()).toBe(1);
  });

  it('M2 opens another one when the old is known to be gone', async () => {
    let alive = true;
    const { keeper, tries } = bed(async () => session(() => alive));
    await keeper.get(never);
    alive = false;
    await keeper.get(never);
    expect(tries()).toBe(2);
  });
});
