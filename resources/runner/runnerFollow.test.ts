import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunnerHome, newRunId, type RunnerHome, stepsBundle, until } from './testing/runnerHome.ts';
import { runnerShells } from './testing/runnerShells.ts';

describe.each(runnerShells)('following a run in %s', (_name, shell) => {
  let target: RunnerHome;
  beforeEach(() => {
    target = createRunnerHome(shell);
  });
  afterEach(() => target.dispose());

  const waitFor = (name: string) => `while [ ! -e '${target.mark(name)}' ]; do sleep 0.02; done\n`;
  const begun = (id: string) => until(() => existsSync(target.mark('here')), `begin of ${id}`);

  /** Follows until `enough` bytes are here, then hangs up in mid-stream, as a cut link does. */
  const followAndCut = async (id: string, file: string, offset: number, enough: number): Promise<Buffer> => {
    const child = target.spawnVerb('follow', id, file, String(offset));
    const chunks: Buffer[] = [];
    let got = 0;
    const closed = once(child, 'close');
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      got += chunk.length;
      if (got >= enough) child.stdout?.destroy();
    });
    child.stdin?.end();
    await Promise.race([closed, until(() => got >= enough, `${enough} bytes`)]);
    return Buffer.concat(chunks);
  };

  it('gives every byte once, over a link that is cut again and again, while the log grows', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({
        pull: 'i=0; while [ $i -lt 2000 ]; do echo "line $i of the pull"; i=$((i + 1)); done\n',
        sync: 'i=0; while [ $i -lt 100 ]; do echo "slow line $i"; i=$((i + 1)); sleep 0.01; done\n',
      }),
    );
    let received = Buffer.alloc(0);
    let cuts = 0;
    const whole = () => target.exitOf(id);
    while (true) {
      const exit = whole();
      if (exit !== undefined && received.length >= exit.off) break;
      const part = await followAndCut(id, 'log', received.length, 1 + ((cuts * 37) % 150));
      received = Buffer.concat([received, part]);
      cuts += 1;
    }
    await target.over(id);
    expect(cuts).toBeGreaterThan(5);
    expect(received.equals(target.read(id, 'log'))).toBe(true);
  });

  it('is exact from every offset, while the run goes on and when it is over', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({
        sync: `printf 'abcdefghij'\n: > '${target.mark('here')}'\n${waitFor('go')}printf 'klmnopqrst'\n`,
      }),
    );
    await begun(id);
    const live = [0, 1, 5, 9, 10].map((offset) => target.call(['follow', id, 'log', String(offset)]));
    const events = target.call(['follow', id, 'events', '0']);
    expect((await target.call(['follow', id, 'log', '11'])).code).toBe(65);
    target.write('go', '');
    const text = 'abcdefghijklmnopqrst';
    expect((await Promise.all(live)).map((said) => [said.code, said.out.toString()])).toEqual(
      [0, 1, 5, 9, 10].map((offset) => [0, text.slice(offset)]),
    );
    await target.over(id);
    expect((await events).out.equals(target.read(id, 'events'))).toBe(true);
    for (let offset = 0; offset <= text.length; offset += 1)
      expect((await target.call(['follow', id, 'log', String(offset)])).out.toString()).toBe(text.slice(offset));
  });

  it('shows a line in the moment it is written', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({
        sync: `echo one\n: > '${target.mark('here')}'\n${waitFor('go')}echo two\n${waitFor('end')}`,
      }),
    );
    await begun(id);
    const child = target.spawnVerb('follow', id, 'log', '0');
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    await until(() => text === 'one\n', 'the first line');
    target.write('go', '');
    await until(() => text === 'one\ntwo\n', 'the second line, though the run is not over');
    target.write('end', '');
    await once(child, 'close');
    expect(text).toBe('one\ntwo\n');
  });

  it('ends by itself, with all that was written, when the runner is killed', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({ sync: `echo written\n: > '${target.mark('here')}'\n${waitFor('never')}` }),
    );
    await begun(id);
    const log = target.call(['follow', id, 'log', '0']);
    const events = target.call(['follow', id, 'events', '0']);
    process.kill(target.pidOf(id), 'SIGKILL');
    expect((await log).out.toString()).toBe('written\n');
    expect((await events).out.equals(target.read(id, 'events'))).toBe(true);
    expect((await target.call(['follow', id, 'log', '3'])).out.toString()).toBe('tten\n');
  });

  it('prints what is there of a run that was only prepared, and ends', async () => {
    const id = newRunId();
    await target.call(['prepare', id, 'shop'], await stepsBundle({ sync: 'true\n' }));
    const said = await target.call(['follow', id, 'log', '0']);
    expect([said.code, said.out.length]).toEqual([0, 0]);
  });

  it('lets go when nobody listens any more', async () => {
    const id = await target.start(
      'shop',
      await stepsBundle({
        sync: `: > '${target.mark('here')}'\nwhile [ ! -e '${target.mark('go')}' ]; do echo more; sleep 0.02; done\n`,
      }),
    );
    await begun(id);
    const child = target.spawnVerb('follow', id, 'log', '0');
    const closed = once(child, 'exit');
    await once(child.stdout ?? child, 'data');
    child.stdout?.destroy();
    await closed;
    expect((await target.status(id)).state).toBe('running');
    target.write('go', '');
    expect(await target.over(id)).toMatchObject({ rc: 0 });
  });

  it('carries a line of 10 MB and all 256 byte values', async () => {
    const bytes = Array.from({ length: 256 }, (_, value) => `\\${value.toString(8).padStart(3, '0')}`).join('');
    const script = `printf '${bytes}'\nhead -c 10000000 /dev/zero | tr '\\0' x\nprintf '${bytes}'\n`;
    const id = await target.start('shop', await stepsBundle({ sync: script }));
    const followed = await target.call(['follow', id, 'log', '0']);
    const exit = await target.over(id);
    const every = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
    expect(exit?.off).toBe(10_000_512);
    expect(followed.out.length).toBe(10_000_512);
    expect(followed.out.equals(Buffer.concat([every, Buffer.alloc(10_000_000, 'x'), every]))).toBe(true);
  });
});
