import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunnerHome, newRunId, type RunnerHome, stepsBundle, until } from './testing/runnerHome.ts';
import { runnerShells } from './testing/runnerShells.ts';

describe.each(runnerShells)('the runner in %s', (_name, shell) => {
  let target: RunnerHome;
  beforeEach(() => {
    target = createRunnerHome(shell);
  });
  afterEach(() => target.dispose());

  const waitFor = (name: string) => `while [ ! -e '${target.mark(name)}' ]; do sleep 0.02; done\n`;
  const begun = (id: string, step: string) =>
    until(
      () =>
        target.events(id).some((event) => event.verb === 'begin' && event.step === step) &&
        existsSync(target.mark('here')),
      `${step} of ${id}`,
    );
  const here = () => `: > '${target.mark('here')}'\n`;
  const isAlive = (pid: number) =>
    existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  const stepPid = (id: string) => Number(target.read(id, 'step').toString().split(' ')[1]);

  it('is interrupted at its step when it is killed; the lock is free, and the next run ends what is left first', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({ preflight: 'true\n', sync: `${here()}${waitFor('never')}` }),
    );
    await begun(id, 'sync');
    const orphan = stepPid(id);
    process.kill(target.pidOf(id), 'SIGKILL');
    await until(async () => (await target.status(id)).state === 'interrupted', 'interrupted');
    expect(await target.status(id)).toMatchObject({ step: 'sync', exit: null, reason: null, orphan: true });
    expect((await target.call(['owner', 'shop'])).out.toString()).toBe('end=\n');
    expect((await target.call(['launch', id])).out.toString()).toBe('already\n');
    expect(isAlive(orphan)).toBe(true);

    const next = await target.start('shop', await stepsBundle({ preflight: 'echo fine\n' }));
    expect(await target.over(next)).toMatchObject({ rc: 0, reason: 'done' });
    expect(isAlive(orphan)).toBe(false);
    expect(await target.status(id)).toMatchObject({ state: 'interrupted', orphan: false });
  });

  it('is interrupted, without a verdict, when somebody else than cancel ends it', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({ sync: `${here()}${waitFor('never')}`, restart: 'true\n' }),
    );
    await begun(id, 'sync');
    process.kill(target.pidOf(id), 'SIGTERM');
    await until(async () => (await target.status(id)).state === 'interrupted', 'interrupted');
    expect(target.exitOf(id)).toBeUndefined();
    expect(target.events(id).some((event) => event.verb === 'begin' && event.step === 'restart')).toBe(false);
    await until(() => !isAlive(stepPid(id)), 'the step ends too');
  });

  it('outlives the session that started it', async () => {
    const id = newRunId();
    const bundle = await stepsBundle({ sync: `${here()}${waitFor('go')}echo done\n` });
    const setsid = execFileSync('sh', ['-c', 'command -v setsid'], { encoding: 'utf8' }).trim();
    mkdirSync(target.mark('bin'));
    writeFileSync(target.mark('bin/setsid'), `#!/bin/sh\nsleep 0.2\nexec ${setsid} "$@"\n`, { mode: 0o755 });
    target.env.PATH = `${target.mark('bin')}:${process.env.PATH}`;
    const session = spawnSync(
      setsid,
      [
        '--wait',
        ...shell,
        '-c',
        `"$@"; kill -s HUP 0; kill -s KILL 0`,
        'sh',
        ...shell,
        join(import.meta.dirname, 'pitwall-runner.sh'),
        'start',
        id,
        'shop',
      ],
      { input: bundle, env: target.env },
    );
    expect(session.status).not.toBe(0);
    await begun(id, 'sync');
    target.write('go', '');
    expect(await target.over(id)).toMatchObject({ rc: 0, reason: 'done' });
  });

  it('ends a step at its time limit, with all that the step started', async () => {
    const deaf = `sh -c 'trap "" TERM; while :; do sleep 1; done' & echo $! > '${target.mark('grandchild')}'\n`;
    const id = await target.start('shop', await stepsBundle({ sync: `${deaf}echo waiting\nwait\n` }, { sync: 1 }));
    expect(await target.over(id)).toMatchObject({ reason: 'timeout', step: 'sync' });
    const end = target.events(id).find((event) => event.verb === 'end');
    expect(end?.verb === 'end' && [124, 137, 143].includes(end.rc)).toBe(true);
    expect(isAlive(Number(readFileSync(target.mark('grandchild'), 'utf8')))).toBe(false);
    expect(target.read(id, 'log').toString()).toContain('waiting\n');
  });

  it('takes a step’s own exit code for what it is, even when it is a timeout’s', async () => {
    const id = await target.start('shop', await stepsBundle({ sync: 'exit 124\n' }, { sync: 60 }));
    expect(await target.over(id)).toMatchObject({ rc: 124, reason: 'failed', step: 'sync' });
  });

  describe('cancel', () => {
    it('says that an unknown run is absent', async () => {
      const said = await target.call(['cancel', newRunId()]);
      expect([said.code, said.out.toString()]).toEqual([0, 'absent\n']);
    });

    it('ends a run before its launch for good', async () => {
      const id = newRunId();
      await target.call(['prepare', id, 'shop'], await stepsBundle({ sync: `echo ran > '${target.mark('ran')}'\n` }));
      expect((await target.call(['cancel', id])).out.toString()).toBe('cancelled\n');
      expect((await target.call(['launch', id])).out.toString()).toBe('already\n');
      expect(await target.status(id)).toMatchObject({
        state: 'exited',
        reason: 'cancelled',
        step: null,
        cancelRequested: true,
      });
      expect(target.exitOf(id)).toMatchObject({ rc: 130, reason: 'cancelled', step: null, off: 0 });
      expect(existsSync(target.mark('ran'))).toBe(false);
    });

    it('ends the running step and begins no other', async () => {
      const id = await target.start(
        'shop',
        await stepsBundle({ sync: `${here()}${waitFor('never')}`, restart: 'true\n' }),
      );
      await begun(id, 'sync');
      const step = stepPid(id);
      expect((await target.call(['cancel', id])).code).toBe(0);
      expect(await target.over(id)).toMatchObject({ rc: 130, reason: 'cancelled', step: 'sync' });
      expect(isAlive(step)).toBe(false);
      expect(target.events(id).some((event) => event.verb === 'begin' && event.step === 'restart')).toBe(false);
    });

    it('kills a step that does not heed TERM, and its children', async () => {
      const stubborn = `trap '' TERM\nsh -c 'trap "" TERM; while :; do sleep 1; done' & echo $! > '${target.mark('child')}'\n${here()}while :; do sleep 1; done\n`;
      const id = await target.start('shop', await stepsBundle({ sync: stubborn }));
      await begun(id, 'sync');
      const pids = [stepPid(id), Number(readFileSync(target.mark('child'), 'utf8'))];
      await target.call(['cancel', id]);
      expect(await target.over(id)).toMatchObject({ reason: 'cancelled', step: 'sync' });
      expect(pids.map(isAlive)).toEqual([false, false]);
    });

    it('changes nothing once the run is over, and may be repeated', async () => {
      const id = await target.start('shop', await stepsBundle({ sync: 'true\n' }));
      await target.over(id);
      const said = await Promise.all([target.call(['cancel', id]), target.call(['cancel', id])]);
      expect(said.map((answer) => answer.code)).toEqual([0, 0]);
      expect(await target.status(id)).toMatchObject({ state: 'exited', exit: 0, reason: 'done' });
    });

    it('ends the step that a killed runner left at work', async () => {
      const id = await target.start('shop', await stepsBundle({ sync: `${here()}${waitFor('never')}` }));
      await begun(id, 'sync');
      process.kill(target.pidOf(id), 'SIGKILL');
      await until(async () => (await target.status(id)).orphan, 'orphan');
      await target.call(['cancel', id]);
      expect(isAlive(stepPid(id))).toBe(false);
      expect(await target.status(id)).toMatchObject({ state: 'interrupted', orphan: false });
    });

    it('wins or loses against the launch, whenever it comes, but never hangs between', async () => {
      const bundle = await stepsBundle({ preflight: 'true\n', sync: 'sleep 0.05\n', restart: 'true\n' });
      for (let round = 0; round < 8; round += 1) {
        const id = newRunId();
        await target.call(['prepare', id, 'shop'], bundle);
        const launched = target.call(['launch', id]);
        await new Promise((done) => setTimeout(done, round * 6));
        await Promise.all([launched, target.call(['cancel', id]), target.call(['cancel', id])]);
        const exit = await target.over(id);
        expect(['cancelled', 'done']).toContain(exit?.reason);
      }
    });
  });

  it('wakes up from a stop, sees the raised epoch, and runs no further step', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({ sync: `${here()}${waitFor('go')}`, restart: `echo written > '${target.mark('app')}'\n` }),
    );
    await begun(id, 'sync');
    const pid = target.pidOf(id);
    process.kill(pid, 'SIGSTOP');
    await until(async () => (await target.status(id)).stopped, 'stopped');
    expect((await target.status(id)).state).toBe('running');
    writeFileSync(join(target.home, 'apps', 'shop', 'epoch'), '7\n');
    target.write('go', '');
    await until(() => !isAlive(stepPid(id)), 'the step ends');
    process.kill(pid, 'SIGCONT');
    expect(await target.over(id)).toMatchObject({ rc: 76, reason: 'fenced', step: 'sync' });
    expect(target.events(id).find((event) => event.verb === 'fenced')).toMatchObject({ epoch: 7 });
    expect(existsSync(target.mark('app'))).toBe(false);
    expect(readFileSync(join(target.home, 'apps', 'shop', 'epoch'), 'utf8')).toBe('7\n');
  });

  it('tells a step that was fenced right before the switch from one that failed', async () => {
    const fence = 'read -r now < "$PITWALL_EPOCH_FILE"; [ "$now" = "$PITWALL_EPOCH" ] || exit 76\n';
    const id = await target.start(
      'shop',
      await stepsBundle({ sync: `${here()}${waitFor('go')}${fence}echo written > '${target.mark('app')}'\n` }),
    );
    await begun(id, 'sync');
    writeFileSync(join(target.home, 'apps', 'shop', 'epoch'), '9\n');
    target.write('go', '');
    expect(await target.over(id)).toMatchObject({ rc: 76, reason: 'fenced', step: 'sync' });
    expect(existsSync(target.mark('app'))).toBe(false);
  });

  it('raises the epoch with every run, also past a digit', async () => {
    for (const epoch of [1, 2, 3]) {
      const id = await target.start('shop', await stepsBundle({ sync: 'echo "$PITWALL_EPOCH"\n' }));
      await target.over(id);
      expect(target.read(id, 'log').toString()).toBe(`${epoch}\n`);
    }
    writeFileSync(join(target.home, 'apps', 'shop', 'epoch'), '99\n');
    const id = await target.start('shop', await stepsBundle({ sync: 'true\n' }));
    await target.over(id);
    expect(target.events(id)[0]).toMatchObject({ verb: 'started', epoch: 100 });
  });

  it('tells the verdict after all when it was killed between the verdict and its last line', async () => {
    const id = await target.start('shop', await stepsBundle({ sync: 'echo fine\n' }));
    await target.over(id);
    const whole = target.read(id, 'events').toString();
    const torn = whole.slice(0, whole.lastIndexOf(' exit ') + 9);
    writeFileSync(target.path(id, 'events'), torn);
    expect(target.exitOf(id)).toBeUndefined();
    const said = await Promise.all([1, 2, 3].map(() => target.call(['follow', id, 'events', '0'])));
    expect(said.map((answer) => answer.code)).toEqual([0, 0, 0]);
    expect(target.exitOf(id)).toMatchObject({ rc: 0, reason: 'done', step: 'sync', off: 5 });
    expect(target.events(id).filter((event) => event.verb === 'exit')).toHaveLength(1);
  });

  it('counts a verdict that is whole though it was killed before it could give it its name, and no torn one', async () => {
    const id = await target.start('shop', await stepsBundle({ sync: 'echo fine\n' }));
    await target.over(id);
    const verdict = target.read(id, 'exit').toString();
    renameSync(target.path(id, 'exit'), target.path(id, '.exit'));
    writeFileSync(
      target.path(id, 'events'),
      target
        .read(id, 'events')
        .toString()
        .replace(/\d+ exit .*\n$/, ''),
    );
    writeFileSync(target.path(id, '.exit'), verdict.slice(0, -2));
    expect(await target.status(id)).toMatchObject({ state: 'interrupted', exit: null });
    writeFileSync(target.path(id, '.exit'), verdict);
    expect(await target.status(id)).toMatchObject({ state: 'exited', exit: 0, reason: 'done' });
    expect(target.exitOf(id)).toMatchObject({ rc: 0, reason: 'done', off: 5 });
  });

  it('prepares what a call that died left half prepared', async () => {
    const id = newRunId();
    mkdirSync(target.path(id, 'steps'), { recursive: true });
    writeFileSync(target.path(id, 'steps/01-preflight.sh'), 'echo torn');
    expect((await target.status(id)).state).toBe('absent');
    expect((await target.call(['cancel', id])).out.toString()).toBe('absent\n');
    expect((await target.call(['launch', id])).code).toBe(66);
    await target.start('shop', await stepsBundle({ preflight: 'echo whole\n' }), id);
    expect(await target.over(id)).toMatchObject({ rc: 0 });
    expect(target.read(id, 'log').toString()).toBe('whole\n');
  });

  it('writes the verdict on a full disk', async () => {
    const disk = join(target.root, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,nr_inodes=200', 'tmpfs', disk]);
    if (mounted.status !== 0) {
      console.info(`Skipped: a small disk cannot be mounted here (${mounted.stderr.toString().trim()})`);
      return;
    }
    try {
      target.env.PITWALL_HOME = disk;
      const id = newRunId();
      const fill = `${here()}cat /dev/zero > '${disk}/filler'; for n in 1 2 3 4 5 6 7 8; do printf x >> '${disk}/filler'; done; echo "no space for this line"; exit 11\n`;
      const said = await target.call(
        ['start', id, 'shop'],
        await stepsBundle({ preflight: 'true\n', sync: fill, restart: 'true\n' }),
      );
      expect(said.out.toString()).toBe('launched\n');
      const events = () => readFileSync(join(disk, 'runs', id, 'events'), 'latin1');
      await until(() => / exit .*\n/.test(events()), 'verdict');
      expect(events()).toMatch(/ exit rc=11 off=\d+ step=sync reason=failed\n$/);
      await until(async () => (await target.status(id)).state === 'exited', 'exited');
      expect(await target.status(id)).toMatchObject({ exit: 11, reason: 'failed', step: 'sync' });
      expect(existsSync(join(disk, 'runs', id, 'reserve'))).toBe(false);
      const next = await target.call(['start', newRunId(), 'shop'], await stepsBundle({ sync: 'true\n' }));
      expect(next.code).toBe(74);
      expect(next.err).toContain('disk may be full');
    } finally {
      await until(() => spawnSync('umount', [disk]).status === 0, 'unmounted');
    }
  });

  describe('where logind ends what a session leaves behind', () => {
    const standIn = (name: string, text: string) => {
      const folder = join(target.root, 'bin');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      target.env.PATH = `${folder}:${process.env.PATH}`;
      target.env.XDG_SESSION_ID = '7';
    };
    const detachOf = async () => {
      const id = await target.start('shop', await stepsBundle({ sync: 'true\n' }));
      expect(await target.over(id)).toMatchObject({ rc: 0 });
      return (await target.status(id)).detach;
    };

    it('runs in a scope of the user’s manager', async () => {
      standIn('loginctl', 'case $* in *KillUserProcesses*) echo yes ;; *Linger*) echo yes ;; esac');
      standIn('systemd-run', `echo "$*" >> '${target.mark('asked')}'; shift 3; exec "$@"`);
      expect(await detachOf()).toBe('scope');
      expect(readFileSync(target.mark('asked'), 'utf8')).toMatch(/--user --scope --quiet setsid \/bin\/sh .* run /);
    });

    it('says in the status why it cannot', async () => {
      standIn('loginctl', 'case $* in *KillUserProcesses*) echo yes ;; *Linger*) echo no ;; *) exit 1 ;; esac');
      standIn('systemd-run', 'exit 1');
      expect(await detachOf()).toContain('systemd-run --user does not work');
      standIn('systemd-run', 'shift 3; exec "$@"');
      expect(await detachOf()).toMatch(/^scope: .*sudo loginctl enable-linger/);
    });

    it('needs nothing where logind leaves processes alone', async () => {
      standIn('loginctl', 'echo no');
      expect(await detachOf()).toBe('setsid');
    });
  });
});
