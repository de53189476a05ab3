import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sudoersLine } from '../../../shared/connections/sudoStage.ts';
import { createRange } from './createRange.ts';
import { eventually } from './testing/eventually.ts';
import { type PracticeClient, serverOf, signIn } from './testing/practiceClient.ts';
import { type OpenRange, openRange } from './testing/rangeBed.ts';

let bed: OpenRange;
let client: PracticeClient;
let root: string;
beforeAll(async () => {
  bed = await openRange();
  client = await signIn(bed);
  root = join(bed.dataDir, 'range', 'staging');
}, 60_000);
afterAll(async () => {
  client.end();
  await bed.end();
});

const said = async (command: string) => {
  const { code, out, err } = await client.run(command);
  return { code, text: `${out}${err}` };
};
const property = async (name: string, unit = 'lantern.service'): Promise<string> =>
  (await client.run(`systemctl show -p ${name} --value ${unit}`)).out.trim();
/** Changes the app's settings as a deploy would. */
const deployApp = (change: (text: string) => string): void => {
  const file = join(root, 'srv', 'app', 'app.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};
/** Replaces the sudo rules for as long as the work takes. */
const withRules = async <T>(rules: readonly (readonly [string, ...string[]])[], work: () => Promise<T>): Promise<T> => {
  const file = join(root, 'etc', 'sudoers.d', 'pitwall');
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, rules.map(([path, ...args]) => `${sudoersLine('pitwall', path, args)}\n`).join(''));
  try {
    return await work();
  } finally {
    writeFileSync(file, whole);
  }
};
const health = () => said(`curl -s http://127.0.0.1:${serverOf(bed, 'staging').appPort}/health`);

describe('systemctl of a practice server', () => {
  it('shows the properties that were asked for, in systemctl’s own order', async () => {
    expect(await said('systemctl show -p NRestarts,ActiveState,LoadState,MainPID lantern.service')).toEqual({
      code: 0,
      text: expect.stringMatching(/^MainPID=\d{7}\nNRestarts=0\nLoadState=loaded\nActiveState=active\n$/),
    });
    expect(await said('systemctl show -p LoadState --value lantern nginx nowhere')).toEqual({
      code: 0,
      text: 'loaded\n\nloaded\n\nnot-found\n',
    });
    expect((await said('systemctl show lantern')).text).toContain('SubState=running\n');
  });

  it('says what it knows of a unit, and that there is no other', async () => {
    expect(await said('systemctl is-active lantern nginx')).toEqual({ code: 0, text: 'active\nactive\n' });
    expect(await said('systemctl is-active -q lantern')).toEqual({ code: 0, text: '' });
    expect(await said('systemctl is-active nowhere')).toEqual({ code: 4, text: 'inactive\n' });
    expect(await said('systemctl is-failed lantern')).toEqual({ code: 1, text: 'active\n' });
    expect(await said('systemctl is-enabled lantern')).toEqual({ code: 0, text: 'enabled\n' });
    expect(await said('systemctl cat lantern')).toEqual({ code: 0, text: expect.stringContaining('\nUser=pitwall\n') });
    expect(await said('systemctl cat nowhere')).toEqual({ code: 1, text: 'No files found for nowhere.service.\n' });
    const status = await said('systemctl status --no-pager lantern');
    expect(status).toEqual({ code: 0, text: expect.stringMatching(/Active: active \(running\) since .*; \d+/) });
    expect(status.text).toContain('INFO lantern 1.1.1 listens');
    expect(await said('systemctl status nowhere')).toEqual({
      code: 4,
      text: 'Unit nowhere.service could not be found.\n',
    });
    expect(await said('systemctl frobnicate lantern')).toMatchObject({ code: 1 });
  });

  it('restarts the app from its folder: another main process, the new version', async () => {
    const before = await property('MainPID');
    deployApp((text) => text.replace('"1.1.1"', '"9.9.9"'));
    expect((await health()).text).toContain('1.1.1');
    expect(await said('sudo -n systemctl restart lantern.service')).toEqual({ code: 0, text: '' });
    expect((await health()).text).toContain('9.9.9');
    expect(Number(await property('MainPID'))).toBeGreaterThan(Number(before));
    expect(serverOf(bed, 'staging').version).toBe('9.9.9');
    expect(serverOf(bed, 'production').version).toBe('1.1.1');
  });

  it('restarts an app that dies at its start with status 0; then the unit is failed and its journal says why', async () => {
    const whole = readFileSync(join(root, 'srv', 'app', 'app.json'), 'utf8');
    deployApp(() => '{ "version": ');
    expect(await said('sudo -n systemctl restart lantern.service')).toEqual({ code: 0, text: '' });
    await eventually('the unit is failed', async () => (await property('ActiveState')) === 'failed');
    expect(await said('systemctl show -p MainPID,Result,ExecMainStatus,SubState lantern')).toMatchObject({
      text: 'MainPID=0\nResult=exit-code\nExecMainStatus=1\nSubState=failed\n',
    });
    expect(await said('systemctl is-active lantern')).toEqual({ code: 3, text: 'failed\n' });
    expect((await said('systemctl status lantern')).code).toBe(3);
    const { text } = await said('journalctl -u lantern.service -n 5 --no-pager -o cat');
    expect(text).toMatch(
      /Caused by: SyntaxError: .*\nlantern.service: Main process exited, code=exited, status=1\/FAILURE\n/,
    );
    expect((await health()).code).toBe(7);
    expect(serverOf(bed, 'staging').version).toBeNull();

    const forget = 'sudo -n systemctl reset-failed lantern.service';
    const reset = await withRules([['/usr/bin/systemctl', 'reset-failed', 'lantern.service']], () => said(forget));
    expect(reset).toEqual({ code: 0, text: '' });
    expect(await property('ActiveState')).toBe('inactive');
    deployApp(() => whole);
    await client.run('sudo -n systemctl restart lantern.service');
    expect((await health()).text).toContain('9.9.9');
  });

  it('changes nothing for who is not root', async () => {
    const before = await property('MainPID');
    expect(await said('systemctl restart lantern.service')).toEqual({
      code: 1,
      text: 'Failed to restart lantern.service: Interactive authentication required.\n',
    });
    expect(await property('MainPID')).toBe(before);
  });

  it('keeps the unit as it was while Pitwall does not run', async () => {
    const before = await said('systemctl show -p MainPID,ActiveEnterTimestampMonotonic,InvocationID lantern');
    client.end();
    await bed.range.end();
    // Files that come meanwhile count from the next restart only.
    deployApp((text) => text.replace('"9.9.9"', '"10.0.0"'));
    const range = createRange(bed.deps);
    await range.resume();
    bed = { ...bed, range, end: async () => range.end().then(bed.remove) };
    client = await signIn(bed);
    expect(await said('systemctl show -p MainPID,ActiveEnterTimestampMonotonic,InvocationID lantern')).toEqual(before);
    expect((await health()).text).toContain('9.9.9');
  });
});

describe('nginx of a practice server', () => {
  const config = () => join(root, 'etc', 'nginx', 'nginx.conf');
  const ask = (path: string) =>
    said(`curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:${serverOf(bed, 'staging').nginxPort}${path}`);

  it('tests its configuration, for root', async () => {
    expect(await said('sudo -n nginx -t')).toEqual({
      code: 0,
      text: `nginx: the configuration file ${config()} syntax is ok\nnginx: configuration file ${config()} test is successful\n`,
    });
    expect(await said('nginx -t')).toMatchObject({ code: 1, text: expect.stringContaining('Permission denied') });
    expect(await said('nginx -v')).toMatchObject({ code: 0, text: expect.stringContaining('nginx/1') });
    expect(await said('nginx')).toMatchObject({ code: 1 });
  });

  it('passes requests on to the app and writes them down', async () => {
    expect((await ask('/')).text).toBe('200');
    expect((await ask('/nowhere')).text).toBe('404');
    expect(readFileSync(join(root, 'var', 'log', 'nginx', 'access.log'), 'utf8')).toMatch(
      /127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/nowhere HTTP\/1\.1" 404 \d+ "-" "curl/,
    );
  });

  it('refuses to reload a broken configuration and goes on with the one it has', async () => {
    const whole = readFileSync(config(), 'utf8');
    const pid = await property('MainPID', 'nginx');
    writeFileSync(config(), whole.replace('proxy_pass', 'proxi_pass'));
    expect(await said('sudo -n nginx -t')).toEqual({
      code: 1,
      text: `nginx: [emerg] unknown directive "proxi_pass" in ${config()}:11\nnginx: configuration file ${config()} test failed\n`,
    });
    expect(await said('sudo -n systemctl reload nginx.service')).toMatchObject({
      code: 1,
      text: expect.stringContaining('Job for nginx.service failed.'),
    });
    expect((await ask('/health')).text).toBe('200');
    writeFileSync(config(), whole);
    expect(await said('sudo -n systemctl reload nginx.service')).toEqual({ code: 0, text: '' });
    expect(await property('MainPID', 'nginx')).toBe(pid);
  });

  it('follows its configuration after a reload: an upstream that is not there is a 502', async () => {
    const whole = readFileSync(config(), 'utf8');
    writeFileSync(config(), whole.replace(/proxy_pass http:\/\/127\.0\.0\.1:\d+/, 'proxy_pass http://127.0.0.1:9'));
    expect((await ask('/health')).text).toBe('200');
    await client.run('sudo -n systemctl reload nginx.service');
    expect((await ask('/health')).text).toBe('502');
    writeFileSync(config(), whole);
    await client.run('sudo -n systemctl reload nginx.service');
    expect((await ask('/health')).text).toBe('200');
  });

  it('may not bind a port that is not its own', async () => {
    const whole = readFileSync(config(), 'utf8');
    writeFileSync(config(), whole.replace(/listen [\d.:]+/, 'listen 127.0.0.1:8'));
    expect((await said('sudo -n nginx -t')).text).toContain('bind() to 127.0.0.1:8 failed (13: Permission denied)');
    writeFileSync(config(), whole);
  });
});

describe('sudo of a practice server', () => {
  it('runs what a rule allows and nothing else', async () => {
    expect(await said('sudo -n id')).toEqual({ code: 1, text: 'sudo: a password is required\n' });
    expect(await said('sudo -n systemctl stop lantern.service')).toMatchObject({ code: 1 });
    expect(await said('sudo -n systemctl restart lantern.service nginx.service')).toMatchObject({ code: 1 });
    expect(await said('sudo -n /usr/bin/systemctl restart lantern.service')).toMatchObject({ code: 0 });
    expect(await said('sudo -n /usr/sbin/nginx -t')).toMatchObject({ code: 0 });
    expect(await said('sudo -n no-such-command')).toEqual({
      code: 1,
      text: 'sudo: no-such-command: command not found\n',
    });
    expect(await said('sudo id')).toMatchObject({ code: 1, text: expect.stringContaining('a terminal is required') });
  });

  it('says by -l what it would run, without running it', async () => {
    const pid = await property('MainPID');
    expect(await said('sudo -n -l systemctl restart lantern.service')).toEqual({
      code: 0,
      text: '/usr/bin/systemctl restart lantern.service\n',
    });
    expect(await said('sudo -n -l -- nginx -t')).toEqual({ code: 0, text: '/usr/sbin/nginx -t\n' });
    expect(await said('sudo -n -l systemctl stop lantern.service')).toEqual({ code: 1, text: '' });
    expect((await said('sudo -n -l')).text).toContain('    (root) NOPASSWD: /usr/sbin/nginx -t\n');
    expect(await property('MainPID')).toBe(pid);
  });

  it('obeys rules that somebody writes, with patterns, as sudoers does', async () => {
    const file = join(root, 'etc', 'sudoers.d', 'pitwall');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, `${whole}pitwall ALL=(root) NOPASSWD: /usr/bin/systemctl st?p lantern.service\n`);
    expect(await said('sudo -n systemctl stop lantern.service')).toEqual({ code: 0, text: '' });
    expect(await said('systemctl is-active lantern')).toEqual({ code: 3, text: 'inactive\n' });
    writeFileSync(file, whole);
    await client.run('sudo -n systemctl restart lantern.service');
  });

  it('takes the exact lines that Pitwall tells people to add', async () => {
    // The stand-in's own path, whose blank sudoers wants escaped.
    const path = (await client.run('command -v systemctl')).out.trim();
    await withRules([[path, 'stop', 'lantern.service']], async () => {
      expect(await said('sudo -n -l systemctl stop lantern.service')).toMatchObject({ code: 0 });
      expect(await said('sudo -n -l systemctl restart lantern.service')).toMatchObject({ code: 1 });
    });
  });
});

describe('id of a practice server', () => {
  it('knows its only account, whoever runs Pitwall', async () => {
    expect(await said('id -un; id -u; whoami; id')).toEqual({
      code: 0,
      text: 'pitwall\n1000\npitwall\nuid=1000(pitwall) gid=1000(pitwall) groups=1000(pitwall)\n',
    });
    expect(await said('id root')).toMatchObject({ code: 1 });
  });
});

describe('journalctl of a practice server', () => {
  it('shows the last lines of a unit, in several forms', async () => {
    expect((await said('journalctl -u lantern -n 1 --no-pager')).text).toMatch(
      /^\w{3} \d\d [\d:]{8} staging lantern\[\d+\]: INFO lantern \S+ listens on 127\.0\.0\.1:\d+\n$/,
    );
    expect((await said('journalctl --unit=lantern.service --lines=1 -o cat')).text).toMatch(/^INFO lantern/);
    expect((await said('journalctl -qu lantern -n1 -o short-iso')).text).toMatch(/^\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d{4} /);
    expect((await said('journalctl -u lantern -n 1 -o short-unix')).text).toMatch(/^\d{10}\.\d{6} staging/);
    expect((await said('journalctl -u lantern -n 3 -r -o cat')).text.split('\n')[0]).toMatch(/^INFO/);
    expect((await said('journalctl -u lantern -t systemd -o cat -n 1')).text).toMatch(/^Started lantern.service/);
    expect((await said('journalctl -n 1000 --no-pager')).text).toContain('Started nginx.service');
  });

  it('shows what came since a moment', async () => {
    const since = (await client.run('date +%s')).out.trim();
    await client.run('sudo -n systemctl restart lantern.service');
    const { text } = await said(`journalctl -u lantern --since=@${since} -o cat --no-pager`);
    expect(text.trim().split('\n').slice(-4)).toEqual([
      'lantern.service: Deactivated successfully.',
      'Stopped lantern.service - Lantern, the practice app.',
      'Started lantern.service - Lantern, the practice app.',
      expect.stringMatching(/^INFO lantern/),
    ]);
    expect((await said('journalctl -u lantern --since "2 hours ago" -n 1 -o cat')).text).toMatch(/^INFO/);
    expect(await said('journalctl -u lantern -S @4102444800')).toEqual({ code: 0, text: '-- No entries --\n' });
  });

  it('says when there is nothing, and what it does not understand', async () => {
    expect(await said('journalctl -u nowhere -n 20')).toEqual({ code: 0, text: '-- No entries --\n' });
    expect(await said('journalctl -qu nowhere')).toEqual({ code: 0, text: '' });
    expect(await said('journalctl --since=yesteryear -u x')).toEqual({
      code: 1,
      text: 'Failed to parse timestamp: yesteryear\n',
    });
    expect(await said('journalctl --vacuum-size=1')).toMatchObject({ code: 1 });
    expect(await said('journalctl -n many')).toMatchObject({ code: 1 });
  });

  it('follows', async () => {
    const channel = await client.exec('journalctl -f -n 0 -u lantern -o cat & echo $!; wait');
    let out = '';
    channel.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    await eventually('it has begun', () => out !== '');
    await client.run('sudo -n systemctl restart lantern.service');
    await eventually('the new lines come', () => /Started lantern.service[\s\S]*INFO lantern/.test(out));
    channel.signal('TERM');
    await once(channel, 'close');
  });
});

describe('the mailbox of a practice server', () => {
  const ask = (folder: string, ...args: readonly string[]) => {
    const child = spawn(join(folder, 'bin', 'systemctl'), args);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    return {
      child,
      ended: once(child, 'close').then(([code]) => ({ code, out })),
    };
  };

  it('D2 lets a command wait while Pitwall does not run, and answers it when Pitwall is back', async () => {
    const other = await openRange();
    const folder = join(other.dataDir, 'range', 'staging');
    await other.range.end();
    const waiting = [ask(folder, 'is-active', 'lantern'), ask(folder, 'show', '-p', 'LoadState', 'lantern')];
    const requests = join(folder, 'run', 'mailbox', 'requests');
    await eventually('both requests wait', () => readdirSync(requests).length === 2);
    const range = createRange(other.deps);
    await range.resume();
    expect(await Promise.all(waiting.map(({ ended }) => ended))).toEqual([
      { code: 0, out: 'active\n' },
      { code: 0, out: 'LoadState=loaded\n' },
    ]);
    await eventually('nothing is left over', () => readdirSync(requests).length === 0);
    await range.end();
    other.remove();
  });

  it('does not do what nobody waits for any more', async () => {
    const other = await openRange();
    const folder = join(other.dataDir, 'range', 'staging');
    await other.range.end();
    const box = join(folder, 'run', 'mailbox');
    const put = (name: string, words: readonly string[], age: number) => {
      writeFileSync(join(box, name), words.map((word) => `${word}\0`).join(''));
      utimesSync(join(box, name), new Date(Date.now() - age), new Date(Date.now() - age));
      renameSync(join(box, name), join(box, 'requests', name));
    };
    put('1.old', ['root', 'systemctl', 'stop', 'lantern'], 90_000);
    put('2.fresh', ['root', 'systemctl', 'is-active', 'lantern'], 0);
    put('3.rubbish', ['root'], 0);
    put('4.rubbish', [], 0);
    const range = createRange(other.deps);
    await range.resume();
    await eventually('all are dealt with', () => existsSync(join(box, 'replies', '4.rubbish')));
    expect(readFileSync(join(box, 'replies', '2.fresh'), 'utf8')).toBe('oactive\nc0\n');
    expect(readFileSync(join(box, 'replies', '3.rubbish'), 'utf8')).toContain('c127\n');
    expect(existsSync(join(box, 'requests', '1.old')) || existsSync(join(box, 'replies', '1.old'))).toBe(false);
    await range.end();
    other.remove();
  });

  it('answers many at once, each its own', async () => {
    const names = ['MainPID', 'ActiveState', 'LoadState', 'Id', 'NRestarts'];
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, number) => client.run(`systemctl show -p ${names[number % 5]} nginx`)),
    );
    expect(all.map(({ out }) => out.split('=')[0])).toEqual(all.map((_, number) => names[number % 5]));
  });
});
