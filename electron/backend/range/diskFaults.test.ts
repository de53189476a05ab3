import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RangeFaultName } from '../../../shared/range/contract.ts';
import { rangeFaultNames } from '../../../shared/range/contract.ts';
import { rangeFaults } from './rangeFaults.ts';
import { eventually } from './testing/eventually.ts';
import { clientKeyOf, connectTo, type PracticeClient, serverOf, signIn } from './testing/practiceClient.ts';
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
/** What the commands say without, with, and again without the fault; the other server never has it. */
const around = async (fault: RangeFaultName, look: () => Promise<unknown>) => {
  const before = await look();
  const on = await bed.range.setFault('staging', fault, true);
  expect(on.servers.map(({ faults }) => faults)).toEqual([[fault], []]);
  const during = await look();
  await bed.range.setFault('staging', fault, true);
  expect(await look()).toEqual(during);
  await bed.range.setFault('staging', fault, false);
  const after = await look();
  expect(after).toEqual(before);
  return { before, during };
};

describe('the range’s faults', () => {
  it('are all named, with what to expect', () => {
    expect(new Set(rangeFaults.map(({ name }) => name))).toEqual(new Set(rangeFaultNames));
    expect(bed.range.state().faults.every(({ title, expect: text }) => title !== '' && text !== '')).toBe(true);
  });

  it('app-returns-500: every answer is a 500, also through nginx, and the app’s journal says it', async () => {
    const { appPort, nginxPort } = serverOf(bed, 'staging');
    const status = (port: number) => said(`curl -s -o /dev/null -w %{http_code} http://127.0.0.1:${port}/health`);
    const { before, during } = await around('app-returns-500', () => Promise.all([status(appPort), status(nginxPort)]));
    expect(before).toEqual([
      { code: 0, text: '200' },
      { code: 0, text: '200' },
    ]);
    expect(during).toEqual([
      { code: 0, text: '500' },
      { code: 0, text: '500' },
    ]);
    expect((await said('journalctl -u lantern -n 5 -o cat')).text).toContain('ERROR GET /health 500');
  });

  it('app-dies-at-start: restart says yes, then the unit is failed', async () => {
    const restarted = async () => {
      const { code } = await client.run('sudo -n systemctl restart lantern.service');
      const { appPort } = serverOf(bed, 'staging');
      let state = '';
      await eventually('the app answers, or its unit is failed', async () => {
        const answered = await client.run(`curl -sf http://127.0.0.1:${appPort}/health`);
        state = (await client.run('systemctl is-active lantern')).out.trim();
        return answered.code === 0 || state === 'failed';
      });
      return { code, state };
    };
    const { before, during } = await around('app-dies-at-start', restarted);
    expect(before).toEqual({ code: 0, state: 'active' });
    expect(during).toEqual({ code: 0, state: 'failed' });
  });

  it('nginx-config-broken: nginx -t names file and line; what else is in the file stays', async () => {
    const config = join(root, 'etc', 'nginx', 'nginx.conf');
    writeFileSync(config, `${readFileSync(config, 'utf8')}# mine\n`);
    const { before, during } = await around('nginx-config-broken', () => said('sudo -n nginx -t'));
    expect(before).toMatchObject({ code: 0 });
    expect(during).toEqual({
      code: 1,
      text: `nginx: [emerg] unknown directive "proxi_pass" in ${config}:11\nnginx: configuration file ${config} test failed\n`,
    });
    expect(readFileSync(config, 'utf8')).toMatch(/# mine\n$/);
  });

  it('disk-full: df has nothing left in every form it is asked in', async () => {
    const forms = [
      ['-Pk .', 4],
      ['-P .', 4],
      ['-h .', 4],
      ['-k --output=avail,itotal,iavail .', 1],
      ['-B1 --output=source,avail .', 2],
    ] as const;
    const look = async () => {
      const all = await Promise.all(forms.map(([form]) => client.run(`cd ~ && df ${form}`)));
      return all.map(({ code, out }, index) => {
        const [, row = ''] = out.split('\n');
        return { code, full: row.trim().split(/\s+/)[(forms[index]?.[1] ?? 0) - 1] === '0' };
      });
    };
    const { before, during } = await around('disk-full', look);
    expect(before).toEqual(forms.map(() => ({ code: 0, full: false })));
    expect(during).toEqual(forms.map(() => ({ code: 0, full: true })));
    await bed.range.setFault('staging', 'disk-full', true);
    expect((await client.run('cd ~ && df -k --output=iavail,pcent . | tail -n 1')).out).toMatch(/^ *[1-9]\d* +100%/);
    expect((await client.run('df /no/such/path')).code).toBe(1);
    await bed.range.setFault('staging', 'disk-full', false);
  });

  it('disk-full: the real rsync fails in mid-copy with status 11, and still works when nothing is to be written', async () => {
    const from = join(root, 'home', 'from');
    mkdirSync(from, { recursive: true });
    writeFileSync(join(from, 'file'), 'content\n');
    const copy = async () => {
      const { code, out, err } = await client.run(
        'cd ~ && rm -rf to && rsync -a -i from/ to/ >rsync.log 2>&1; echo $?; cat rsync.log',
      );
      expect([code, err]).toEqual([0, '']);
      return {
        status: out.split('\n')[0],
        noSpace: /No space left on device/.test(out),
        listed: />f\+{9} file/.test(out),
      };
    };
    const { before, during } = await around('disk-full', copy);
    expect(before).toEqual({ status: '0', noSpace: false, listed: true });
    expect(during).toEqual({ status: '11', noSpace: true, listed: true });
    await client.run('cd ~ && rsync -a from/ to/');
    await bed.range.setFault('staging', 'disk-full', true);
    expect(await said('cd ~ && rsync -a from/ to/')).toEqual({ code: 0, text: '' });
    await bed.range.setFault('staging', 'disk-full', false);
  });

  it('slow-app: an answer takes longer than a health check waits', async () => {
    const { appPort } = serverOf(bed, 'staging');
    const { before, during } = await around('slow-app', async () => {
      const { code } = await client.run(`curl -s -o /dev/null --max-time 1 http://127.0.0.1:${appPort}/health`);
      return code;
    });
    expect([before, during]).toEqual([0, 28]);
  });

  it('dirty-checkout: git status names the file; switching it off puts the file back', async () => {
    const { before, during } = await around('dirty-checkout', () =>
      said('git -C ~/../srv/checkout status --porcelain'),
    );
    expect(before).toEqual({ code: 0, text: '' });
    expect(during).toEqual({ code: 0, text: ' M README.md\n' });
  });

  it('no-sudo-rule: every sudo wants a password; rules that somebody wrote come back', async () => {
    const file = join(root, 'etc', 'sudoers.d', 'pitwall');
    writeFileSync(file, `${readFileSync(file, 'utf8')}# mine\n`);
    const { before, during } = await around('no-sudo-rule', async () => [
      await said('sudo -n -l systemctl restart lantern.service'),
      (await said('sudo -n nginx -t')).code,
    ]);
    expect(before).toEqual([{ code: 0, text: '/usr/bin/systemctl restart lantern.service\n' }, 0]);
    expect(during).toEqual([{ code: 1, text: 'sudo: a password is required\n' }, 1]);
    expect(readFileSync(file, 'utf8')).toMatch(/# mine\n$/);
  });

  it('host-key-changed: connections end, the next one sees another key, and the known one comes back and is pinned', async () => {
    const { sshPort } = serverOf(bed, 'staging');
    const pin = `127.0.0.1:${sshPort}:ssh-ed25519`;
    const known = bed.hostKeys.get(pin);
    const look = async (): Promise<boolean> => {
      let shown: Buffer | null = null;
      const seen = await connectTo(sshPort, {
        privateKey: clientKeyOf(bed),
        hostVerifier: (key: Buffer) => {
          shown = Buffer.from(key);
          return true;
        },
      });
      seen.end();
      return known !== undefined && (shown as Buffer | null)?.equals(known) === true;
    };
    const warm = await signIn(bed);
    const result = await around('host-key-changed', look);
    expect(result).toEqual({ before: true, during: false });
    await warm.closed;
    // Somebody trusted the other key meanwhile.
    await bed.range.setFault('staging', 'host-key-changed', true);
    bed.hostKeys.set(pin, Buffer.from('the other one'));
    await bed.range.setFault('staging', 'host-key-changed', false);
    expect(bed.hostKeys.get(pin)).toEqual(known);
    client = await signIn(bed);
  });
});
