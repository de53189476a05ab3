import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStepBench, type StepBench } from '../../../resources/runner/testing/stepBench.ts';
import type { Health, StepName } from '../../projects/environment.ts';

let bench: StepBench;
beforeEach(async () => {
  bench = await createStepBench();
  bench.write(bench.at('stand-in', 'journal'), '2026-11-23 orders-api[200]: ImportError: no module named orders\n');
});
afterEach(() => bench.dispose());

const run = (name: StepName, health: Partial<Health> = {}) =>
  bench.run(name, bench.first, { ...bench.settings, health: { ...bench.settings.health, ...health } });
const onRestart = (text: string) => bench.write(bench.at('stand-in', 'units', 'orders-api', 'restart'), text);
const forbid = (rule: string) =>
  bench.write(
    bench.at('stand-in', 'sudoers'),
    (bench.read(bench.at('stand-in', 'sudoers')) ?? '').replace(`${rule}\n`, ''),
  );
const done = () => bench.read(bench.at('stand-in', 'done'));

describe('D1 restart', () => {
  it('restarts the unit and remembers the process of before', async () => {
    const { code, log } = await run('restart');
    expect(code, log).toBe(0);
    expect(done()).toBe('restart orders-api\n');
    expect(log).toContain('with main process 100');
    expect(log).toContain('with main process 200');
    expect(bench.read(bench.at('run', 'unit-pid-before'))).toBe('100\n');
  });

  it('shows the journal when it fails', async () => {
    onRestart('echo "Job for orders-api.service failed." >&2; exit 1\n');
    bench.properties('orders-api', { ActiveState: 'failed', SubState: 'failed', MainPID: 0, Result: 'exit-code' });
    const { code, facts, log } = await run('restart');
    expect([code, facts]).toEqual([1, { cause: 'restart-failed', unit: 'orders-api', state: 'failed (failed)' }]);
    expect(log).toContain('ImportError');
  });

  it('shows the status where the journal may not be read', async () => {
    rmSync(bench.at('stand-in', 'journal'));
    onRestart('exit 1\n');
    expect((await run('restart')).log).toContain('status of orders-api');
  });

  it('knows the start limit and the way out of it', async () => {
    onRestart('exit 1\n');
    bench.properties('orders-api', { ActiveState: 'failed', SubState: 'failed', Result: 'start-limit-hit' });
    const { facts, log } = await run('restart');
    expect(facts).toMatchObject({ cause: 'start-limit' });
    expect(log).toContain('sudo systemctl reset-failed orders-api');
  });

  it('gives the sudoers line when sudo refuses after all', async () => {
    forbid('systemctl restart orders-api');
    const { facts } = await run('restart');
    expect(facts).toMatchObject({ cause: 'sudo-rule', command: 'systemctl restart orders-api' });
    expect(facts.line).toMatch(/^deploy ALL=\(root\) NOPASSWD: \/.*systemctl restart orders-api$/);
  });

  it('touches nothing once another run has taken over', async () => {
    bench.write(bench.at('run', 'epoch'), '2\n');
    expect([(await run('restart')).code, (await run('reload')).code, done()]).toEqual([76, 76, null]);
  });
});

describe('D1 reload', () => {
  it('tests, then reloads', async () => {
    const { code, log } = await run('reload');
    expect([code, done()], log).toEqual([0, 'reload nginx\n']);
  });

  it('does not reload what does not pass the test', async () => {
    bench.write(bench.at('stand-in', 'nginx-broken'), '');
    const { facts, log } = await run('reload');
    expect([facts, done()]).toEqual([{ cause: 'nginx-config' }, null]);
    expect(log).toContain('unknown directive');
  });

  it('says that nginx does not run', async () => {
    bench.write(bench.at('stand-in', 'units', 'nginx', 'reload'), 'echo "not active" >&2; exit 1\n');
    bench.properties('nginx', { ActiveState: 'inactive', SubState: 'dead' });
    expect((await run('reload')).facts).toMatchObject({
      cause: 'nginx-inactive',
      unit: 'nginx',
      state: 'inactive (dead)',
    });
  });

  it('says that the reload failed', async () => {
    bench.write(bench.at('stand-in', 'units', 'nginx', 'reload'), 'exit 1\n');
    expect((await run('reload')).facts).toMatchObject({ cause: 'reload-failed', unit: 'nginx' });
  });

  it('gives the sudoers line', async () => {
    forbid('systemctl reload nginx');
    expect((await run('reload')).facts).toMatchObject({ cause: 'sudo-rule', command: 'systemctl reload nginx' });
  });
});

describe('D5 health', () => {
  beforeEach(() => {
    bench.write(bench.at('run', 'unit-pid-before'), '100\n');
    bench.properties('orders-api', { MainPID: 200 });
  });

  it('passes after so many answers in a row', async () => {
    const { code, log } = await run('health');
    expect(code, log).toBe(0);
    expect(log.match(/pass \d of 3/g)).toEqual(['pass 1 of 3', 'pass 2 of 3', 'pass 3 of 3']);
  });

  it('waits for an app that starts slowly, and says once what it waits for', async () => {
    bench.http.status = 503;
    bench.own();
    const child = bench.spawnStep('health', bench.first);
    const closed = once(child, 'close');
    while (!bench.result(null).log.includes('HTTP 503, expected 200')) await new Promise((go) => setTimeout(go, 5));
    bench.http.status = 200;
    expect(await closed).toEqual([0, null]);
    expect(bench.result(0).log.match(/not healthy yet/g)).toHaveLength(1);
  });

  it('begins to count anew when the main process changes between two passes', async () => {
    bench.write(
      bench.at('bin', 'sleep'),
      `#!/bin/sh\n[ -e "$STAND_IN/slept" ] || sed -i 's/^MainPID=.*/MainPID=300/' "$STAND_IN/units/orders-api/properties"\n: > "$STAND_IN/slept"\nPATH=\${PATH#*:} exec sleep "$@"\n`,
    );
    chmodSync(bench.at('bin', 'sleep'), 0o755);
    const { code, log } = await run('health');
    expect(code, log).toBe(0);
    expect(log.match(/pass \d of 3/g)).toEqual(['pass 1 of 3', 'pass 1 of 3', 'pass 2 of 3', 'pass 3 of 3']);
  });

  it.each([
    ['the app answers wrongly', () => (bench.http.status = 500), 'app-down', 'HTTP 500, expected 200'],
    ['nginx answers wrongly', () => (bench.nginx.status = 502), 'nginx-down', 'HTTP 502, expected 200'],
    [
      'the answer is too big',
      () => (bench.http.body = Buffer.alloc(2_000_000)),
      'app-down',
      'Maximum file size exceeded',
    ],
  ])('fails when %s, and shows the journal', async (_what, breakIt, cause, detail) => {
    breakIt();
    const { code, facts, log } = await run('health', { timeoutSeconds: 1 });
    expect([code, facts.cause, facts.detail], log).toEqual([1, cause, detail]);
    expect(facts.url).toBe(cause === 'app-down' ? bench.settings.health.appUrl : bench.settings.health.nginxUrl);
    expect(log).toContain('ImportError');
  });

  it('fails when nobody listens', async () => {
    const { facts } = await run('health', { timeoutSeconds: 1, appUrl: 'http://127.0.0.1:1/health' });
    expect(facts.cause).toBe('app-down');
    expect(facts.detail).toContain('Failed to connect to 127.0.0.1 port 1');
  });

  it('fails when the process of before still answers', async () => {
    bench.properties('orders-api', { MainPID: 100 });
    expect((await run('health', { timeoutSeconds: 1 })).facts).toMatchObject({ cause: 'old-process', pid: '100' });
  });

  it('fails at once when the unit has failed', async () => {
    bench.properties('orders-api', { ActiveState: 'failed', SubState: 'failed', MainPID: 0, Result: 'exit-code' });
    const { facts, log } = await run('health', { timeoutSeconds: 3600 });
    expect(facts).toMatchObject({ cause: 'unit-failed', state: 'failed (failed)' });
    expect(log).toContain('ImportError');
  });

  it('names an app that dies again and again, and the start limit', async () => {
    bench.properties('orders-api', { ActiveState: 'activating', SubState: 'auto-restart', MainPID: 0, NRestarts: 4 });
    expect((await run('health', { timeoutSeconds: 1 })).facts).toMatchObject({
      cause: 'unit-restarting',
      restarts: '4',
    });
    bench.properties('orders-api', { NRestarts: 5, ActiveState: 'activating', SubState: 'auto-restart', MainPID: 0 });
    expect((await run('health', { timeoutSeconds: 3600 })).facts).toMatchObject({
      cause: 'unit-restarting',
      restarts: '5',
    });
    bench.properties('orders-api', {
      ActiveState: 'failed',
      SubState: 'failed',
      MainPID: 0,
      NRestarts: 5,
      Result: 'start-limit-hit',
    });
    expect((await run('health', { timeoutSeconds: 3600 })).facts).toMatchObject({ cause: 'start-limit' });
  });

  it('takes no proxy and no curlrc of the account into account', async () => {
    bench.env.http_proxy = 'http://127.0.0.1:1';
    bench.write(bench.at('home', '.curlrc'), 'fail\nurl = "http://127.0.0.1:1/"\n');
    const { code, log } = await run('health');
    expect(code, log).toBe(0);
  });

  it('takes any status that the environment expects', async () => {
    bench.http.status = 204;
    expect((await run('health', { expectStatus: 204 })).code).toBe(0);
  });
});
