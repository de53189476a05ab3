import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groundSkips, type ProvingGround, startProvingGround } from './provingGround.ts';
import { runProcess } from './runProcess.ts';
import { signIn } from './signIn.ts';
import { waitUntil } from './waitUntil.ts';

const { noGround, noVps } = await groundSkips();

const kinds = [...(noVps ? [] : (['vps'] as const)), 'plain'] as const;

describe.skipIf(noGround).each(kinds)('a %s proving ground', (kind) => {
  let ground: ProvingGround;
  beforeAll(async () => {
    ground = await startProvingGround({ kind });
  });
  afterAll(() => ground.stop());

  it('answers healthy through nginx with the version of its files', async () => {
    expect(await ground.health('nginx')).toEqual({ status: 200, version: 'v0', pid: expect.any(Number) });
    expect(await ground.health('app')).toEqual(await ground.health('nginx'));
  });

  it('lets the user in by key and shows the host key it says', async () => {
    const { code, stdout, stderr } = await signIn(
      ground,
      'id -un; pwd; git --version; command -v rsync curl tar flock setsid',
    );
    expect(stderr).toBe('');
    expect(stdout).toContain(`${ground.ssh.user}\n${ground.paths.home}\ngit version `);
    expect(code).toBe(0);
  });

  it('gives the user exactly three things to do as root', async () => {
    const tried = await signIn(
      ground,
      `for rule in 'systemctl restart ${ground.unit}' 'nginx -t' 'systemctl reload nginx' id 'systemctl stop nginx'; do sudo -n $rule >/dev/null 2>&1; echo $?; done`,
    );
    expect(tried.stdout).toBe('0\n0\n0\n1\n1\n');
    const undo = await ground.faults.removeSudoRule('restart');
    const without = await signIn(ground, `sudo -n systemctl restart ${ground.unit}`);
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('password') });
    await undo();
    expect((await signIn(ground, `sudo -n systemctl restart ${ground.unit}`)).code).toBe(0);
    await waitUntil('the app is healthy again', async () => (await ground.health())?.status === 200);
  });

  it('restarts the app as another process and runs the files of the app folder', async () => {
    const before = await waitUntil('the app answers', () => ground.health());
    const revision = await ground.commit();
    const { checkout, app } = ground.paths;
    const deployed = await signIn(
      ground,
      `git -C ${checkout} pull -q --ff-only && rsync -a --delete --exclude .git ${checkout}/ ${app}/ && sudo -n systemctl restart ${ground.unit}`,
    );
    expect(deployed).toMatchObject({ code: 0, stderr: '' });
    const version = await ground.versionOf(revision);
    const after = await waitUntil('the new version answers', async () => {
      const health = await ground.health('nginx');
      return health?.version === version ? health : null;
    });
    expect(after.pid).not.toBe(before.pid);
  });

  it('lets the user read the unit and its journal', async () => {
    const shown = await signIn(
      ground,
      `systemctl show -p ActiveState --value ${ground.unit}; systemctl is-active ${ground.unit}`,
    );
    expect(shown.stdout).toBe('active\nactive\n');
    const journal = await signIn(ground, `journalctl --no-pager -u ${ground.unit} -n 20`);
    expect(journal).toMatchObject({ code: 0, stdout: expect.stringMatching(/start/i) });
  });

  it('falls ill, slows down and recovers by a switch', async () => {
    await ground.faults.switchApp('unhealthy');
    expect((await ground.health('nginx'))?.status).toBe(503);
    await ground.faults.switchApp(null);
    expect((await ground.health('nginx'))?.status).toBe(200);
  });

  it('dies at a broken import while its restart says nothing', async () => {
    const { checkout, app } = ground.paths;
    await ground.faults.commitBrokenImport();
    const put = `git -C ${checkout} pull -q --ff-only && rsync -a --delete --exclude .git ${checkout}/ ${app}/ && sudo -n systemctl restart ${ground.unit}`;
    expect((await signIn(ground, put)).code).toBe(0);
    await waitUntil('nobody answers', async () => (await ground.health('app')) === null);
    await ground.commit({ files: { [ground.appSource.name]: ground.appSource.text } });
    expect((await signIn(ground, put)).code).toBe(0);
    await waitUntil('the app answers', async () => (await ground.health('nginx'))?.status === 200);
  });

  it('refuses a broken nginx configuration and takes the repaired one', async () => {
    const undo = await ground.faults.breakNginx();
    expect(await signIn(ground, 'sudo -n nginx -t')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('test failed'),
    });
    await undo();
    expect((await signIn(ground, 'sudo -n nginx -t')).code).toBe(0);
  });

  it('shows another host key after a swap', async () => {
    const before = ground.ssh.hostKey();
    const undo = await ground.faults.swapHostKey();
    expect(ground.ssh.hostKey()).not.toBe(before);
    await waitUntil('the new key is shown', async () => (await signIn(ground, 'true')).code === 0);
    await undo();
    expect(ground.ssh.hostKey()).toBe(before);
    await waitUntil('the old key is shown', async () => (await signIn(ground, 'true')).code === 0);
  });

  it('ends every SSH session and lives on', async () => {
    const session = signIn(ground, 'echo in; exec sleep 6123');
    await waitUntil(
      'somebody is signed in',
      async () => (await ground.exec('pgrep -f "[s]leep 6123"', { user: 'deploy' })).code === 0,
    );
    await ground.faults.killSessions();
    expect((await session).code).toBe(255);
    await ground.faults.killUserProcesses();
    expect((await signIn(ground, 'echo back')).stdout).toBe('back\n');
  });

  it('comes back from a reboot with everything it held', async () => {
    await ground.mustExec('echo kept > ~/kept', { user: 'deploy' });
    const before = await ground.health();
    await ground.reboot();
    expect(await ground.health('nginx')).toMatchObject({ status: 200, version: before?.version });
    expect((await signIn(ground, 'cat kept')).stdout).toBe('kept\n');
  });

  it('comes back from a power cut with everything it held', async () => {
    const session = signIn(ground, 'exec sleep 6123');
    await waitUntil(
      'somebody is signed in',
      async () => (await ground.exec('pgrep -f "[s]leep 6123"', { user: 'deploy' })).code === 0,
    );
    await ground.powerCut();
    expect(await ground.health('nginx')).toBeNull();
    expect((await session).code).toBe(255);
    await ground.boot();
    expect((await ground.health('nginx'))?.status).toBe(200);
    expect((await signIn(ground, 'cat kept')).stdout).toBe('kept\n');
  });
});

describe.skipIf(noVps)('two VPSs at once', () => {
  it('share nothing but the machine', async () => {
    await using one = await startProvingGround({ diskMegabytes: 32 });
    await using other = await startProvingGround();
    await one.mustExec(`systemctl stop nginx ${one.unit}`);
    expect(await one.health('nginx')).toBeNull();
    expect((await other.health('nginx'))?.status).toBe(200);
    const undo = await one.faults.fillDisk('app');
    expect((await one.exec(`head -c 1000000 /dev/zero > ${one.paths.app}/more`, { user: 'deploy' })).code).not.toBe(0);
    await undo();
    expect((await one.exec(`head -c 1000000 /dev/zero > ${one.paths.app}/more`, { user: 'deploy' })).code).toBe(0);
  });

  it('leave nothing behind', async () => {
    const ground = await startProvingGround({ kind: 'vps' });
    const { ssh } = ground.ports;
    const mounts = () => readFileSync('/proc/self/mountinfo', 'utf8');
    expect(mounts()).not.toContain('pitwall-ground-');
    await ground.stop();
    expect((await runProcess('pgrep', ['-f', `systemd-nspawn.*pitwall-ground-${process.pid}-`])).stdout).toBe('');
    expect((await runProcess('ss', ['-Hltn', `sport = :${ssh}`])).stdout).toBe('');
  });
});
