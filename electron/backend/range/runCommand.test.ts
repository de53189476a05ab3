import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { type PracticeClient, signIn } from './testing/practiceClient.ts';
import { type OpenRange, openRange } from './testing/rangeBed.ts';

let bed: OpenRange;
let client: PracticeClient;
let home: string;
beforeAll(async () => {
  bed = await openRange();
  client = await signIn(bed);
  home = join(bed.dataDir, 'range', 'staging', 'home');
}, 60_000);
afterAll(async () => {
  client.end();
  await bed.end();
});

describe('a command on a practice server', () => {
  it('runs by the real sh in the server’s home, with the stand-ins first in PATH and nothing of Pitwall’s environment', async () => {
    process.env.PITWALL_TEST_CANARY = 'leaked';
    const { out } = await client.run('pwd; command -v systemctl; env');
    expect(out.split('\n').slice(0, 2)).toEqual([home, join(home, '..', 'bin', 'systemctl')]);
    expect(out).not.toContain('leaked');
    expect(out).toContain('USER=pitwall\n');
  });

  it('ends with its exit status, or with the signal that killed it', async () => {
    expect(await client.run('exit 0')).toMatchObject({ code: 0, signal: null });
    expect(await client.run('exit 76')).toMatchObject({ code: 76, signal: null });
    expect(await client.run('kill -9 $$')).toMatchObject({ code: null, signal: 'SIGKILL' });
    expect(await client.run('no-such-command')).toMatchObject({ code: 127, err: expect.stringContaining('not found') });
  });

  it('gets its whole stdin and then the end of it', async () => {
    const input = Buffer.alloc(5_000_000, 'abcdefghij');
    expect(await client.run('wc -c; echo over', input)).toMatchObject({ code: 0, out: '5000000\nover\n' });
  });

  it('may leave its stdin unread', async () => {
    expect(await client.run('exec <&-; echo fine', Buffer.alloc(8_000_000))).toMatchObject({ code: 0, out: 'fine\n' });
  });

  it('gets the signals that the client sends, with all that it started', async () => {
    const channel = await client.exec('trap "echo caught; exit 3" TERM; echo ready; while :; do sleep 0.05; done');
    let out = '';
    channel.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (out === 'ready\n') channel.signal('TERM');
    });
    const [code] = await once(channel, 'exit');
    expect([code, out]).toEqual([3, 'ready\ncaught\n']);

    const killed = await client.exec('sleep 1000 & echo $!; wait');
    const [pid] = (await once(killed, 'data')) as [Buffer];
    killed.signal('KILL');
    await once(killed, 'close');
    // Gone, or dead and not yet reaped by whoever inherited it.
    const state = () => spawnSync('ps', ['-o', 'stat=', '-p', pid.toString().trim()]).stdout.toString();
    await eventually('the sleeping child is dead', () => /^Z|^$/.test(state().trim()));
  });

  it('is slowed down by a client that does not read', { timeout: 120_000 }, async () => {
    const progress = join(home, 'progress');
    const channel = await client.exec(
      'i=0; while [ $i -lt 100 ]; do head -c 1000000 /dev/zero; i=$((i+1)); echo $i >progress; done',
    );
    channel.pause();
    const produced = () => (existsSync(progress) ? Number(readFileSync(progress, 'utf8')) : 0);
    await eventually('the first megabyte is produced', () => produced() > 0);
    // Far longer than the other 99 would need.
    for (let number = 0; number < 20; number += 1) await client.run('true');
    expect(produced()).toBeLessThan(20);
    let bytes = 0;
    channel.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    channel.stderr.resume();
    channel.resume();
    await once(channel, 'close');
    expect(bytes).toBe(100_000_000);
  });

  it('D12 keeps stdout and stderr byte-exact when first one and then the other must wait for the client', {
    timeout: 120_000,
  }, async () => {
    const channel = await client.exec(
      `head -c 8000000 /dev/zero | tr '\\0' o; read -r go; head -c 8000000 /dev/zero | tr '\\0' e >&2`,
    );
    // ssh2's own count of what the server may still send.
    const { incoming } = channel as unknown as { readonly incoming: { readonly window: number } };
    const windowIsUsedUp = () => eventually('the server waits for the client', () => incoming.window === 0);
    const count = { o: 0, e: 0, other: 0 };
    const take = (own: 'o' | 'e') => (chunk: Buffer) => {
      const wrong = chunk.filter((byte) => byte !== own.charCodeAt(0)).length;
      count[own] += chunk.length - wrong;
      count.other += wrong;
    };
    channel.pause();
    channel.stderr.pause();
    channel.on('data', take('o'));
    channel.stderr.on('data', take('e'));

    await windowIsUsedUp();
    channel.resume();
    await eventually('all of stdout is here', () => count.o >= 8_000_000);
    channel.end('go\n');
    await windowIsUsedUp();
    channel.stderr.resume();
    await once(channel, 'close');
    expect(count).toEqual({ o: 8_000_000, e: 8_000_000, other: 0 });
  });

  it('runs beside many others', async () => {
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, number) => client.run(`cat; exit ${number}`, `${number}`)),
    );
    expect(all.map(({ code, out }) => [code, out])).toEqual(all.map((_, number) => [number, String(number)]));
  });

  it('D2 goes on when it detached itself, though the channel, the connection and Pitwall end', async () => {
    const other = await openRange();
    const its = join(other.dataDir, 'range', 'staging', 'home');
    const guest = await signIn(other);
    await guest.run(
      `setsid -f sh -c 'until [ -e go ]; do sleep 0.02; done; echo whole >done' </dev/null >/dev/null 2>&1; echo started`,
    );
    const attached = await guest.exec(`trap 'echo hung-up >hup; exit' HUP; echo ready; while :; do sleep 0.02; done`);
    await once(attached, 'data');
    await other.range.end();
    await guest.closed;
    // What did not detach itself was ended with the server.
    await eventually('the attached command was told', () => existsSync(join(its, 'hup')));
    writeFileSync(join(its, 'go'), '');
    await eventually('the detached process finishes', () => existsSync(join(its, 'done')));
    expect(readFileSync(join(its, 'done'), 'utf8')).toBe('whole\n');
    other.remove();
  });
});
