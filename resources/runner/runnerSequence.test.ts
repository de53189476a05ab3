import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunnerHome, newRunId, type RunnerHome, runnerPath, stepsBundle, until } from './testing/runnerHome.ts';
import { runnerShells } from './testing/runnerShells.ts';

const six = (script: (name: string) => string) =>
  Object.fromEntries(
    ['preflight', 'pull', 'sync', 'restart', 'reload', 'health'].map((name) => [name, script(name)]),
  ) as Record<'preflight' | 'pull' | 'sync' | 'restart' | 'reload' | 'health', string>;

describe.each(runnerShells)('the runner in %s', (_name, shell) => {
  let target: RunnerHome;
  beforeEach(() => {
    target = createRunnerHome(shell);
  });
  afterEach(() => target.dispose());

  it('runs the whole sequence in order and journals every step', async () => {
    const id = await target.start('shop', await stepsBundle(six((name) => `echo "this is ${name}"\n`)));
    const exit = await target.over(id);
    const log = target.read(id, 'log').toString();
    expect(log).toBe(
      ['preflight', 'pull', 'sync', 'restart', 'reload', 'health'].map((n) => `this is ${n}\n`).join(''),
    );
    expect(exit).toMatchObject({ rc: 0, reason: 'done', step: 'health', off: log.length });
    const told = target.events(id).map((event) => ('step' in event ? `${event.verb} ${event.step}` : event.verb));
    expect(told).toEqual([
      'started',
      ...['preflight', 'pull', 'sync', 'restart', 'reload', 'health'].flatMap((n) => [`begin ${n}`, `end ${n}`]),
      'exit health',
    ]);
    for (const event of target.events(id)) {
      if (event.verb === 'begin') expect(log.slice(event.off)).toMatch(new RegExp(`^this is ${event.step}\n`));
      expect(Math.abs(event.at - Date.now())).toBeLessThan(60_000);
    }
    expect(await target.status(id)).toMatchObject({ state: 'exited', exit: 0, reason: 'done', step: 'health' });
    expect(target.read(id, 'runner.err').toString()).toBe('');
  });

  it('gives each step its own session, the caller’s umask, no input and the promised environment', async () => {
    const script = [
      'umask',
      'read -r word && echo "got $word"',
      'echo "$LC_ALL $GIT_TERMINAL_PROMPT $PYTHONUNBUFFERED $PITWALL_ID"',
      'read -r _ _ _ _ group session _ < /proc/self/stat; echo "session $group $session"',
      'ls -l /proc/$$/fd/* 2>/dev/null | grep -c "$PITWALL_RUN/[er]\\|/lock$"',
      'echo err >&2',
    ].join('\n');
    const id = newRunId();
    const said = spawnSync('sh', ['-c', 'umask 027; exec "$@"', 'sh', ...shell, runnerPath, 'start', id, 'shop'], {
      input: await stepsBundle({ preflight: script }),
      env: target.env,
    });
    expect(said.stdout.toString()).toBe('launched\n');
    await target.over(id);
    const lines = target.read(id, 'log').toString().split('\n');
    expect(lines[0]).toBe('0027');
    expect(lines[1]).toBe(`C.UTF-8 0 1 ${id}`);
    expect(lines[2]).toMatch(/^session (\d+) \1$/);
    expect(lines[3]).toBe('0');
    expect(lines[4]).toBe('err');
  });

  it('keeps its home to the user alone', async () => {
    const id = await target.start('shop', await stepsBundle({ preflight: 'true\n' }));
    await target.over(id);
    expect(statSync(target.home).mode & 0o777).toBe(0o700);
    expect(statSync(join(target.home, 'runs', id)).mode & 0o077).toBe(0);
    expect(statSync(target.path(id, 'log')).mode & 0o077).toBe(0);
    expect(statSync(target.path(id, 'reserve')).size).toBe(65_536);
  });

  it('turns a step’s facts into events and leaves out what is not a fact', async () => {
    const script = [
      'printf "cause=dirty-tree\\ncount=3\\npath=/srv/a%%20b\\n" >> "$PITWALL_FACTS"',
      'printf "bad name=1\\nUPPER=1\\nspace=a b\\n=x\\nsemi=a;b\\nquote=\\"\\nempty=\\n" >> "$PITWALL_FACTS"',
      'printf "last=no-newline" >> "$PITWALL_FACTS"',
      'exit 7',
    ].join('\n');
    const id = await target.start('shop', await stepsBundle({ preflight: script, pull: 'echo never\n' }));
    expect(await target.over(id)).toMatchObject({ rc: 7, reason: 'failed', step: 'preflight', off: 0 });
    const facts = target.events(id).filter((event) => event.verb === 'fact');
    expect(facts.map((event) => `${event.name}=${event.value}`)).toEqual([
      'cause=dirty-tree',
      'count=3',
      'path=/srv/a b',
      'empty=',
      'last=no-newline',
    ]);
    expect(target.read(id, 'log').length).toBe(0);
  });

  it('runs one run however often it is started at once', async () => {
    const id = newRunId();
    const bundle = await stepsBundle({ preflight: `echo ran >> '${target.mark('ran')}'\n` });
    const said = await Promise.all(Array.from({ length: 20 }, () => target.call(['start', id, 'shop'], bundle)));
    expect(said.map((answer) => answer.code)).toEqual(said.map(() => 0));
    expect(said.filter((answer) => answer.out.toString() === 'launched\n')).toHaveLength(1);
    await target.over(id);
    const again = await Promise.all([
      target.call(['prepare', id, 'shop'], bundle),
      target.call(['launch', id]),
      target.call(['start', id, 'shop'], bundle),
    ]);
    expect(again.map((answer) => answer.out.toString())).toEqual(['prepared\n', 'already\n', 'already\n']);
    expect(readFileSync(target.mark('ran'), 'utf8')).toBe('ran\n');
    expect(readdirSync(join(target.home, 'runs'))).toEqual([id]);
  });

  it('prepares twenty times at once and launches twenty times at once: one run', async () => {
    const id = newRunId();
    const bundle = await stepsBundle({ preflight: `echo ran >> '${target.mark('ran')}'\n` });
    await Promise.all(Array.from({ length: 20 }, () => target.call(['prepare', id, 'shop'], bundle)));
    expect((await target.status(id)).state).toBe('prepared');
    const said = await Promise.all(Array.from({ length: 20 }, () => target.call(['launch', id])));
    expect(said.filter((answer) => answer.out.toString() === 'launched\n')).toHaveLength(1);
    await target.over(id);
    expect(readFileSync(target.mark('ran'), 'utf8')).toBe('ran\n');
  });

  it('runs one of ten different runs on one app; the nine others name it', async () => {
    const bundle = await stepsBundle(
      { sync: `while [ ! -e '${target.mark('go')}' ]; do sleep 0.02; done; echo ran >> '${target.mark('ran')}'\n` },
      {},
      'Ännä@läptop',
    );
    const ids = await Promise.all(Array.from({ length: 10 }, () => target.start('shop', bundle)));
    await until(() => ids.filter((id) => target.exitOf(id)).length === 9, 'nine refusals');
    const winner = ids.find((id) => target.exitOf(id) === undefined);
    for (const id of ids.filter((each) => each !== winner)) {
      expect(target.exitOf(id)).toMatchObject({ rc: 75, reason: 'locked', step: null });
      const locked = target.events(id).find((event) => event.verb === 'locked');
      expect(locked).toMatchObject({ owner: winner, actor: 'Ännä@läptop' });
    }
    const owner = (await target.call(['owner', 'shop'])).out.toString();
    expect(owner).toContain(`run=${winner}\n`);
    expect(owner).toContain('step=sync\n');
    target.write('go', '');
    expect(await target.over(winner ?? '')).toMatchObject({ rc: 0, reason: 'done' });
    expect(readFileSync(target.mark('ran'), 'utf8')).toBe('ran\n');
    expect((await target.call(['owner', 'shop'])).out.toString()).toBe('end=\n');
  });

  it('lets runs of two applications go side by side', async () => {
    const wait = `while [ ! -e '${target.mark('go')}' ]; do sleep 0.02; done\n`;
    const ids = await Promise.all(
      ['shop', 'blog'].map(async (app) => target.start(app, await stepsBundle({ sync: wait }))),
    );
    await until(() => ids.every((id) => target.events(id).some((event) => event.verb === 'begin')), 'both begun');
    target.write('go', '');
    for (const id of ids) expect(await target.over(id)).toMatchObject({ rc: 0 });
  });

  it('does not let a step’s background child keep the lock or hold up the run', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({ restart: `sleep 60 & echo $! > '${target.mark('child')}'\n`, health: 'echo fine\n' }),
    );
    expect(await target.over(id)).toMatchObject({ rc: 0, reason: 'done' });
    const child = Number(readFileSync(target.mark('child'), 'utf8'));
    try {
      expect(existsSync(`/proc/${child}`)).toBe(true);
      expect((await target.call(['owner', 'shop'])).out.toString()).toBe('end=\n');
      const next = await target.start('shop', await stepsBundle({ preflight: 'true\n' }));
      expect(await target.over(next)).toMatchObject({ rc: 0, reason: 'done' });
    } finally {
      process.kill(child, 'SIGKILL');
    }
  });

  it('keeps the newest fifty runs and never clears away one that runs', async () => {
    const wait = `while [ ! -e '${target.mark('go')}' ]; do sleep 0.02; done\n`;
    const running = await target.start('slow', await stepsBundle({ sync: wait }));
    const done = await stepsBundle({ preflight: 'true\n' });
    const first = newRunId();
    await target.call(['prepare', first, 'shop'], done);
    for (let made = 0; made < 52; made += 1) await target.call(['prepare', newRunId(), 'shop'], done);
    const last = await target.start('shop', done);
    await target.over(last);
    const runs = () => readdirSync(join(target.home, 'runs'));
    await until(() => runs().length === 51, 'pruned');
    expect(runs()).toContain(running);
    expect(runs()).toContain(last);
    expect(await target.status(first)).toMatchObject({ state: 'absent', pruned: true });
    expect(await target.status(newRunId())).toMatchObject({ state: 'absent', pruned: false });
    target.write('go', '');
    expect(await target.over(running)).toMatchObject({ rc: 0 });
  });

  it('refuses what is not an id, a bundle without steps and a bundle that was cut', async () => {
    const good = await stepsBundle({ preflight: 'true\n' });
    for (const words of [
      ['start', '../../etc', 'shop'],
      ['start', newRunId(), '../shop'],
      ['follow', newRunId()],
      ['what'],
    ])
      expect((await target.call(words, good)).code).toBe(64);
    expect((await target.call(['follow', newRunId(), 'log', '0'])).code).toBe(66);
    expect((await target.call(['launch', newRunId()])).code).toBe(66);
    expect((await target.call(['start', newRunId(), 'shop'], await stepsBundle({}))).code).toBe(65);
    const id = newRunId();
    const cut = await target.call(['start', id, 'shop'], good.subarray(0, 700));
    expect([65, 74]).toContain(cut.code);
    expect((await target.status(id)).state).toBe('absent');
    expect((await target.call(['start', id, 'shop'], good)).code).toBe(0);
    expect(await target.over(id)).toMatchObject({ rc: 0 });
  });

  it('says which tool is missing', async () => {
    const bundle = await stepsBundle({ preflight: 'true\n' });
    const id = newRunId();
    await target.call(['prepare', id, 'shop'], bundle);
    const [file = 'sh', ...first] = shell;
    const said = spawnSync(
      spawnSync('sh', ['-c', `command -v ${file}`])
        .stdout.toString()
        .trim(),
      [...first, runnerPath, 'launch', id],
      { env: { ...target.env, PATH: '/nowhere' } },
    );
    expect(said.status).toBe(69);
    expect(said.stderr.toString()).toContain('flock is not installed');
    expect((await target.status(id)).state).toBe('prepared');
  });
});
