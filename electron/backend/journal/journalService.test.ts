import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExceptionReading } from '../../../shared/alerts/exceptionReading.ts';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { type DatabaseFolder, databaseFolder } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { createPracticeJournal, type PracticeJournal } from '../range/practiceJournal.ts';
import { createDialing, type Dialing } from '../ssh/testing/dialing.ts';
import { type LinkProxy, startLinkProxy } from '../ssh/testing/linkProxy.ts';
import { noSshd, type RealSshd, startSshd } from '../ssh/testing/realSshd.ts';
import { systemClock } from '../systemClock.ts';
import { createJournalService, type JournalService } from './journalService.ts';

if (noSshd !== null) console.info(noSshd);

const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
const environment = { id, unit: 'shop.service', nginxUnit: 'nginx.service', appPath: '/srv/app' } as Environment;
const raised = (line: number, message: string) =>
  `Traceback (most recent call last):\n  File "/srv/app/orders/views.py", line ${line}, in show\n    order = find(number)\norders.errors.OrderGone: ${message}`;

const JOURNALD = '/usr/lib/systemd/systemd-journald';
const JOURNALCTL = '/usr/bin/journalctl';
const noJournald =
  process.getuid?.() === 0 && existsSync(JOURNALD) && spawnSync('unshare', ['-m', 'true']).status === 0
    ? null
    : 'skipped: no systemd-journald can be run here (it wants root and mount namespaces)';
if (noJournald !== null) console.info(noJournald);

/** A journald of its own, with a /run of its own, which only those see who enter its mount namespace. */
const startJournald = async () => {
  const child: ChildProcess = spawn(
    'unshare',
    [
      '-m',
      '--propagation',
      'private',
      'sh',
      '-c',
      `mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/log && mkdir -p /run/systemd/journal /run/log/journal && exec ${JOURNALD}`,
    ],
    { stdio: 'ignore' },
  );
  const pid = child.pid ?? 0;
  const inside = (args: readonly string[], input = '') =>
    spawnSync('nsenter', ['-t', String(pid), '-m', ...args], { input, encoding: 'utf8' });
  while (inside(['test', '-S', '/run/systemd/journal/stdout']).status !== 0) await systemClock.sleep(20);
  return {
    pid,
    write: (identifier: string, text: string) => void inside(['systemd-cat', '-t', identifier, 'cat'], `${text}\n`),
    stop: () => child.kill('SIGKILL'),
  };
};

describe.skipIf(noSshd !== null)('a unit’s journal over a real sshd', () => {
  let bin: string;
  let root: string;
  let folder: DatabaseFolder;
  let journal: PracticeJournal;
  let sshd: RealSshd;
  let proxy: LinkProxy;
  let dialing: Dialing;
  let service: JournalService;
  let db: ReturnType<DatabaseFolder['open']>['db'];
  const samples: { name: string; value: number }[] = [];
  const seen: ExceptionReading[] = [];
  const settled: string[] = [];
  const meanwhile: string[] = [];

  const tool = (name: string, text: string) => {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  };
  const open = () =>
    createJournalService({
      db,
      feed: createChangeFeed(1),
      clock: systemClock,
      log: folder.log,
      random: () => 0,
      actor: 'somebody@here',
      environmentOf: () => environment,
      allEnvironments: () => [id],
      settingsOf: () => ({ enabled: true }),
      connect: (_id, signal) => dialing.connect({ port: proxy.port }, { signal }),
      pausedBecause: () => null,
      record: (_id, all) => void samples.push(...all),
      onExceptions: (_id, readings) => void seen.push(...readings),
      onSettled: (_id, subjects, reason) => void settled.push(`${subjects.join()} ${reason}`),
      onMeanwhile: (_id, sentence) => void meanwhile.push(sentence),
      intervalMs: 50,
    });

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'pitwall-journal-'));
    bin = join(root, 'bin');
    mkdirSync(bin);
    // The journalctl of the practice range, and a systemctl that knows two units.
    copyFileSync(join(import.meta.dirname, '../../../resources/range/bin/journalctl'), join(bin, 'journalctl'));
    tool(
      'systemctl',
      '#!/bin/sh\nprintf "ActiveState=active\\nSubState=running\\nResult=success\\nNRestarts=2\\n\\nLoadState=not-found\\nActiveState=inactive\\n"\n',
    );
    journal = createPracticeJournal(join(root, 'var/log/journal'), 'server', () => Date.now());
    folder = databaseFolder();
    db = folder.open().db;
    db.exec(`INSERT INTO project (id, name, key, description, practice, created_at) VALUES ('p', 'Shop', 'SHOP', '', 0, 1);
      INSERT INTO environment (id, project_id, position, name, settings) VALUES ('${id}', 'p', 0, 'Production', '{}')`);
    sshd = await startSshd({ environment: { PATH: `${bin}:${process.env.PATH ?? ''}` } });
    proxy = await startLinkProxy(sshd.port);
    dialing = createDialing({ user: sshd.user, auth: { kind: 'key', path: sshd.keyPath } });
    dialing.pin(proxy.port, ...Object.values(sshd.hostKeys));
    for (const list of [samples, seen, settled, meanwhile]) list.length = 0;
    service = open();
  });
  afterEach(async () => {
    await service.dispose();
    await dialing.stop();
    await proxy.stop();
    await sshd.stop();
    folder.remove();
    rmSync(root, { recursive: true, force: true });
  });

  const write = (message: string, unit = 'shop.service', pid = 42) =>
    journal.write({ unit, from: 'gunicorn', pid, message });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await systemClock.sleep(5);
  };
  const counts = () => service.exceptions(id).map(({ type, count }) => `${type} ${count}`);

  it('M6 groups exceptions, and loses and doubles none over a cut and a restart', async () => {
    write(raised(1, 'from long ago'));
    write('INFO ready');
    service.start();
    await until(() => service.state(id).state === 'live');
    write(raised(10, 'no order 7'));
    write(raised(12, 'no order 8'));
    write('KeyError: no traceback, only a line');
    write(raised(3, 'of another unit'), 'other.service');
    await until(() => counts()[0] === 'orders.errors.OrderGone 2');
    const [first] = service.exceptions(id);
    expect(first).toMatchObject({ state: 'open', message: 'no order 8', path: ['orders/views.py in show'] });
    expect(first?.because).toContain('Line numbers and the message do not matter');
    expect(first?.sample).toContain('line 12, in show');

    proxy.cut();
    write(raised(10, 'while the link was cut'));
    await until(() => counts()[0] === 'orders.errors.OrderGone 3');

    await service.dispose();
    write(raised(10, 'while Pitwall was closed'));
    write('Traceback (most recent call last):\n  File "/srv/app/tasks.py", line 1, in run\nValueError: another');
    service = open();
    service.start();
    await until(() => service.exceptions(id).length === 2);
    await until(() => counts().includes('orders.errors.OrderGone 4') && counts().includes('ValueError 1'));
    expect(counts()).toHaveLength(2);
  });

  it('M6 reopens what was resolved when it is seen again', async () => {
    service.start();
    await until(() => service.state(id).state === 'live');
    write(raised(10, 'first'));
    await until(() => counts().length === 1);
    const [group] = service.exceptions(id);
    if (group === undefined) throw new Error('no group');
    expect(service.resolve(group.id)).toMatchObject({ state: 'resolved', regressions: 0 });
    write(raised(11, 'again'));
    await until(() => service.exceptions(id)[0]?.count === 2);
    expect(service.exceptions(id)[0]).toMatchObject({ state: 'open', regressions: 1, resolvedAt: null });
    expect(db.prepare("SELECT summary FROM ledger WHERE verb = 'exception.resolve'").pluck().get()).toBe(
      'Resolve orders.errors.OrderGone in orders/views.py in show',
    );
  });

  it('M6 tells how the units stand, as series, too', async () => {
    service.start();
    await until(() => service.state(id).units.length === 2);
    expect(service.state(id).units).toEqual([
      { unit: 'shop.service', active: 'active', sub: 'running', result: 'success', restarts: 2 },
      { unit: 'nginx.service', active: 'not found', sub: '', result: '', restarts: null },
    ]);
    expect(samples.slice(0, 4)).toMatchObject([
      { name: 'unit.active:shop.service', value: 1 },
      { name: 'unit.restarts:shop.service', value: 2 },
      { name: 'unit.restartsInHour:shop.service', value: 0 },
      { name: 'unit.active:nginx.service', value: 0 },
    ]);
  });

  it('M6 lists how a unit changed, and counts its restarts over a restart of Pitwall', async () => {
    const stands = (active: string, restarts: number) =>
      tool(
        'systemctl',
        `#!/bin/sh\nprintf "ActiveState=${active}\\nSubState=x\\nResult=success\\nNRestarts=${restarts}\\n\\nLoadState=not-found\\nActiveState=inactive\\n"\n`,
      );
    service.start();
    await until(() => service.state(id).units.length === 2);
    stands('failed', 2);
    await until(() => service.state(id).units[0]?.active === 'failed');
    await service.dispose();
    stands('active', 4);
    service = open();
    service.start();
    await until(() => service.state(id).history[0]?.restartsInHour === 2);
    const [shop] = service.state(id).history;
    expect(shop).toMatchObject({ unit: 'shop.service', since: { atLeast: false } });
    expect(shop?.changes.map(({ active }) => active)).toEqual(['active', 'failed', 'active']);
    expect(samples.findLast(({ name }) => name === 'unit.restartsInHour:shop.service')?.value).toBe(2);
  });

  it('M6 M8 hands on what is new, with its lines, and what is settled', async () => {
    service.start();
    await until(() => service.state(id).state === 'live');
    write(raised(10, 'no order 7'));
    await until(() => seen.length === 1);
    write(raised(12, 'no order 8'));
    await until(() => seen.length === 2);
    expect(seen).toMatchObject([
      { event: 'new', late: false, title: 'orders.errors.OrderGone in orders/views.py in show', count: 1 },
      { event: 'again', late: false, subject: seen[0]?.subject, count: 2 },
    ]);
    expect(seen[0]?.lines.at(-1)).toBe('orders.errors.OrderGone: no order 7');
    expect(service.lines(id).at(-1)).toMatch(/^\d\d:\d\d:\d\d orders\.errors\.OrderGone: no order 8$/);
    const [group] = service.exceptions(id);
    if (group === undefined) throw new Error('no group');
    service.resolve(group.id);
    expect(settled).toEqual([`${seen[0]?.subject} Its exceptions were resolved.`]);
  });

  it('M6 tells in one sentence what happened while Pitwall was closed', async () => {
    // Of an hour ago, but behind the place up to where the journal was read.
    const old = createPracticeJournal(join(root, 'var/log/journal'), 'server', () => Date.now() - 3_600_000);
    const write = (message: string) => old.write({ unit: 'shop.service', from: 'gunicorn', pid: 7, message });
    write('INFO ready');
    service.start();
    await until(() => service.state(id).state === 'live');
    await service.dispose();
    for (const type of ['AError', 'BError', 'BError'])
      write(`Traceback (most recent call last):\n  File "/srv/app/x.py", line 1, in f\n${type}: late`);
    service = open();
    service.start();
    await until(() => meanwhile.length > 0);
    expect(meanwhile).toEqual(['3 exceptions in the journal, 2 of a new kind.']);
    expect(seen.map(({ event, late }) => `${event} ${late}`)).toEqual(['new true', 'new true', 'again true']);
  });

  it('M6 follows a server whose clock is wrong and is set: each exception once, at our time, judged as it happens, and the page says so', async () => {
    // Seconds that the server's clock is ahead of ours.
    let wrong = 0;
    const set = (seconds: number) => {
      wrong = seconds;
      writeFileSync(join(root, 'wrong'), String(seconds));
    };
    tool(
      'date',
      `#!/bin/sh\n[ "$*" = +%s ] || exec /bin/date "$@"\necho $(($(/bin/date +%s) + $(cat '${join(root, 'wrong')}')))\n`,
    );
    // As the real one, and unlike that of the practice range, this journalctl's cursor is a number and no time.
    const entries = join(root, 'entries');
    tool(
      'journalctl',
      `#!/bin/sh
for word; do case $word in --after-cursor=*) seen=\${word#*=} ;; -f) follow=yes ;; esac; done
[ "$follow" ] || exec cat '${entries}'
while printf '\\n'; do
  all=$(wc -l <'${entries}')
  [ "$all" -gt "$seen" ] && sed -n "$((seen + 1)),\${all}p" '${entries}'
  seen=$all
  sleep 0.1
done
`,
    );
    let written = 0;
    const log = (message: string) => {
      written += 1;
      const entry = {
        __CURSOR: String(written),
        __REALTIME_TIMESTAMP: String((Date.now() + wrong * 1000) * 1000),
        _PID: '7',
        MESSAGE: message,
      };
      appendFileSync(entries, `${JSON.stringify(entry)}\n`);
    };
    const raise = (type: string) =>
      log(`Traceback (most recent call last):\n  File "/srv/app/x.py", line 1, in f\n${type}: no`);
    const notes = () => service.state(id).notes.join();
    const began = Date.now();
    set(600);
    log('INFO ready');
    service.start();
    await until(() => notes().includes('10 min ahead of'));
    await until(() => service.state(id).state === 'live');
    raise('AheadError');
    await until(() => counts().length === 1);
    // Set right while it is followed.
    set(0);
    await until(() => notes() === '');
    raise('RightError');
    await until(() => counts().length === 2);
    // Behind: what happens after it was resolved is still a regression.
    set(-600);
    await until(() => notes().includes('10 min behind'));
    const right = service.exceptions(id).find(({ type }) => type === 'RightError');
    if (right === undefined) throw new Error('no group');
    service.resolve(right.id);
    // A clock is known to a second and half of the time the asking took: what comes right after may count as before.
    const resolvedAt = Date.now();
    await until(() => Date.now() - resolvedAt > 4_000);
    raise('RightError');
    await until(() => seen.length === 3);
    expect(seen.map(({ event, late }) => `${event} ${late}`)).toEqual(['new false', 'new false', 'regressed false']);
    expect(counts().sort()).toEqual(['AheadError 1', 'RightError 2']);
    // Whole seconds, and clocks up to three apart are the same.
    for (const { firstSeen, lastSeen } of service.exceptions(id)) {
      expect(firstSeen).toBeGreaterThan(began - 10_000);
      expect(lastSeen).toBeLessThanOrEqual(Date.now());
    }
    expect(meanwhile).toEqual([]);
    // Set once more, by hours, with something written before that is noticed: counted once all the same.
    set(7_200);
    raise('AheadError');
    set(-7_200);
    raise('AheadError');
    await until(() => counts().includes('AheadError 3'));
    expect(service.exceptions(id).every(({ lastSeen }) => lastSeen <= Date.now())).toBe(true);
  });

  it('M6 counts nothing that could not be written, and reads it again', async () => {
    service.start();
    await until(() => service.state(id).state === 'live');
    db.exec("CREATE TRIGGER broken BEFORE INSERT ON exception_group BEGIN SELECT RAISE (ABORT, 'no'); END");
    write(raised(10, 'no order 7'));
    await until(() => service.state(id).state === 'lost');
    expect(counts()).toEqual([]);
    db.exec('DROP TRIGGER broken');
    await until(() => counts()[0] === 'orders.errors.OrderGone 1');
  });

  it.skipIf(noJournald !== null)('M6 reads the journal of a real journald, over a cut', async () => {
    const journald = await startJournald();
    try {
      // Outside of systemd nothing has a unit: the identifier stands for it.
      tool(
        'journalctl',
        `#!/bin/sh\n[ "$1" = -u ] && shift && set -- -t "$@"\nexec nsenter -t ${journald.pid} -m ${JOURNALCTL} "$@"\n`,
      );
      journald.write('shop.service', raised(1, 'from long ago'));
      service.start();
      await until(() => service.state(id).state === 'live');
      journald.write('shop.service', raised(10, 'no order 7'));
      await until(() => counts()[0] === 'orders.errors.OrderGone 1');
      proxy.cut();
      journald.write('shop.service', raised(10, 'while the link was cut'));
      journald.write('other.service', raised(10, 'of another unit'));
      await until(() => counts()[0] === 'orders.errors.OrderGone 2');
      expect(service.exceptions(id)[0]).toMatchObject({
        message: 'while the link was cut',
        path: ['orders/views.py in show'],
      });
    } finally {
      journald.stop();
    }
  });

  it('M6 says what to do when the account may not read the journal', async () => {
    tool(
      'journalctl',
      '#!/bin/sh\necho "Hint: You are currently not seeing messages from other users and the system." >&2\necho "-- No entries --"\n',
    );
    service.start();
    await until(() => service.state(id).state === 'blocked');
    expect(service.state(id).reason).toContain(`usermod -aG systemd-journal ${sshd.user}`);
  });
});
