import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode } from '../../shared/deploys/failureCauses.ts';
import type { Run } from '../../shared/deploys/run.ts';
import { EnvironmentSettings } from '../../shared/projects/environment.ts';
import { groundSkips, type ProvingGround, startProvingGround } from '../proving-ground/provingGround.ts';
import {
  differences,
  expectDeployed,
  expectLockFree,
  expectLogExact,
  folderState,
  runningVersion,
} from './groundTruth.ts';
import { type Laptop, newLaptop, type Pitwall } from './laptop.ts';

const { noGround, noVps } = await groundSkips();

let ground: ProvingGround;
let laptop: Laptop;
let pitwall: Pitwall;
beforeAll(async () => {
  laptop = newLaptop();
  [ground, pitwall] = await Promise.all([startProvingGround(), laptop.startPitwall()]);
  await expectDeployed(ground, pitwall, await pitwall.deploy(await addEnvironment()));
});
afterAll(async () => {
  await laptop?.[Symbol.asyncDispose]();
  await ground?.stop();
});

/** A test that failed half-way must not take the others along. */
afterEach(async () => {
  await ground.faults.switchApp(null);
  await ground.mustExec(`git -C ${ground.paths.checkout} switch -q --force main`, { user: 'deploy' });
});

const addEnvironment = (overrides: Partial<EnvironmentSettings> = {}, on = ground) =>
  pitwall.addEnvironment(on.settings(overrides), { hostKey: on.ssh.hostKey() });

/** Gives up on the app's health soon. */
const impatient = (on = ground) => ({ health: { ...on.settings().health, timeoutSeconds: 4 } });

const logText = async (run: Run) => (await pitwall.logOf(run)).toString('utf8');

interface Refusal {
  readonly cause: FailureCode;
  readonly step: NonNullable<Run['outcome']>['step'];
  /** What the reason and the act must name. */
  readonly reason: string | RegExp;
  readonly act: string | RegExp;
}

/** Deploys a new revision on a ground that is broken; the run must end before the app folder is touched, and say why. */
const expectRefused = async (
  { cause, step, reason, act }: Refusal,
  overrides: Partial<EnvironmentSettings> = {},
  on = ground,
): Promise<Run> => {
  const environment = await addEnvironment(overrides, on);
  const [before, version] = [await folderState(on), await runningVersion(on)];
  const run = await pitwall.deploy(environment);
  expect(run.outcome).toMatchObject({ kind: 'failed-before-switch', cause, step });
  expect(run.outcome?.reason).toMatch(reason);
  expect(run.outcome?.act).toMatch(act);
  expect(run.outcome?.left).toMatch(/not touched|Nothing was changed/);
  expect(await folderState(on)).toBe(before);
  expect(await runningVersion(on)).toBe(version);
  await expectLockFree(on);
  await expectLogExact(on, pitwall, run);
  return run;
};

/** Mends the ground, then the next deploy must go through with nothing to clean up. */
const expectMended = async (undo: () => Promise<void>, on = ground) => {
  await undo();
  await expectDeployed(on, pitwall, await pitwall.deploy(await addEnvironment({}, on)));
};

describe.skipIf(noGround)('D13 what stands in the way on the target', () => {
  it('D13 refuses a dirty checkout and names the file', async () => {
    await ground.commit();
    const undo = await ground.faults.dirtyTree();
    const run = await expectRefused({
      cause: 'dirty-tree',
      step: 'preflight',
      reason: /1 changed file/,
      act: /git -C .* status/,
    });
    expect(await logText(run)).toContain('VERSION');
    await expectMended(undo);
  });

  it('D13 refuses a diverged checkout and names the commit that origin lacks', async () => {
    await ground.faults.diverge();
    const run = await expectRefused({
      cause: 'diverged',
      step: 'pull',
      reason: /1 commit.* that origin does not have/,
      act: /git -C .* log origin\/main\.\.HEAD/,
    });
    expect(await logText(run)).toContain('Hotfix');
    await expectMended(
      async () =>
        void (await ground.mustExec(`git -C ${ground.paths.checkout} reset -q --keep HEAD~1`, { user: 'deploy' })),
    );
  });

  it('D13 refuses a revision that a force-push took away after it was confirmed', async () => {
    const environment = await addEnvironment();
    await ground.commit();
    const { revision } = await pitwall.client.deploys.plan({ environment });
    await ground.faults.forcePush();
    const before = await folderState(ground);
    const { id } = await pitwall.client.deploys.start({
      environment,
      revision,
      subject: 'x',
      previous: null,
      request: randomUUID(),
      confirm: null,
    });
    const run = await pitwall.ended({ id });
    expect(run.outcome).toMatchObject({ kind: 'failed-before-switch', cause: 'force-pushed', step: 'pull' });
    expect(run.outcome?.reason).toContain(revision);
    expect(await folderState(ground)).toBe(before);
    await expectMended(async () => {});
  });

  it.skipIf(noVps)('D13 refuses without a sudo rule and gives the exact line, which mends it', async () => {
    for (const [word, command] of [
      ['restart', '/usr/bin/systemctl restart orders-api'],
      ['reload', '/usr/bin/systemctl reload nginx'],
      ['nginx -t', '/usr/sbin/nginx -t'],
    ] as const) {
      await ground.commit();
      const undo = await ground.faults.removeSudoRule(word);
      const line = `deploy ALL=(root) NOPASSWD: ${command}`;
      const run = await expectRefused({
        cause: 'sudo-rule',
        step: 'preflight',
        reason: /may not run this without a password/,
        act: /visudo/,
      });
      expect(run.outcome?.act).toContain(line);
      await ground.mustExec(`echo '${line}' >> /etc/sudoers.d/mended`);
      await expectDeployed(ground, pitwall, await pitwall.deploy(await addEnvironment()));
      await ground.mustExec('rm /etc/sudoers.d/mended');
      await undo();
    }
  });

  it('D13 refuses an unknown unit', async () => {
    await ground.commit();
    await expectRefused(
      {
        cause: 'unit-missing',
        step: 'preflight',
        reason: /knows no unit no-such-app/,
        act: /install or enable the unit/,
      },
      { unit: 'no-such-app' },
    );
  });

  it('D13 refuses a broken nginx configuration before anything is changed', async () => {
    await ground.commit();
    const undo = await ground.faults.breakNginx();
    const run = await expectRefused({
      cause: 'nginx-config',
      step: 'preflight',
      reason: /nginx -t refuses/,
      act: /file and line/,
    });
    expect(await logText(run)).toContain(`${ground.paths.nginxConfig}:`);
    await expectMended(undo);
  });

  it('D13 ends a step at its time limit', async () => {
    const { limits } = ground.settings();
    await ground.commit();
    const undo = await ground.faults.duringPull('sleep 60');
    await expectRefused(
      { cause: 'step-timeout', step: 'pull', reason: /time limit/, act: /raise the limit/ },
      { limits: { ...limits, pull: 1 } },
    );
    await expectMended(undo);
  });

  it.skipIf(noVps)('D13 refuses a disk that is too full to begin with, and says how much is wanted', async () => {
    await using small = await startProvingGround({ diskMegabytes: 64 });
    await expectRefused(
      {
        cause: 'disk-space',
        step: 'preflight',
        reason: /has \d+ MB free; the deploy wants 200 MB/,
        act: /Make room/,
      },
      {},
      small,
    );
  });
});

describe.skipIf(noGround)('D4 D5 what goes wrong once the app folder is touched', () => {
  it('D5 says that the app dies at import, with its own words in the log, though the restart said nothing', async () => {
    const environment = await addEnvironment(impatient());
    const revision = await ground.faults.commitBrokenImport();
    const run = await pitwall.deploy(environment);
    expect(run.outcome).toMatchObject({ kind: 'failed-after-switch', step: 'health' });
    expect(['unit-restarting', 'unit-failed']).toContain(run.outcome?.cause);
    expect(run.outcome?.left).toMatch(/new files are in the app folder/);
    expect(run.steps.find(({ name }) => name === 'restart')?.state).toBe('passed');
    expect(await logText(run)).toMatch(/ModuleNotFoundError|ERR_MODULE_NOT_FOUND/);
    expect(await differences(ground, revision)).toBe('');
    await expectLogExact(ground, pitwall, run);
    await expectMended(
      async () => void (await ground.commit({ files: { [ground.appSource.name]: ground.appSource.text } })),
    );
  });

  it('D5 says that the app never became healthy, and what it answered', async () => {
    const environment = await addEnvironment(impatient());
    const revision = await ground.commit();
    await ground.faults.switchApp('unhealthy');
    const run = await pitwall.deploy(environment);
    expect(run.outcome).toMatchObject({ kind: 'failed-after-switch', step: 'health', cause: 'app-down' });
    expect(run.outcome?.reason).toMatch(/HTTP 503, expected 200/);
    expect(await logText(run)).toMatch(/not healthy yet: app: HTTP 503/);
    expect(await differences(ground, revision)).toBe('');
    await expectMended(() => ground.faults.switchApp(null));
  });

  it.skipIf(noVps)('D4 says that the disk filled up in mid-run, and marks a folder that may be mixed', async () => {
    await using small = await startProvingGround({ diskMegabytes: 300 });
    await expectDeployed(small, pitwall, await pitwall.deploy(await addEnvironment({}, small)));
    const before = await folderState(small);
    for (const which of ['app', 'home'] as const) {
      await small.commit({ files: { [`assets/${which}.bin`]: Buffer.alloc(5_000_000, which) } });
      const environment = await addEnvironment({}, small);
      const undoPull = await small.faults.duringPull(
        which === 'app'
          ? 'fallocate -l "$(df --output=avail -B1 /srv/orders | tail -n 1)" /srv/orders/.filler'
          : 'fallocate -l "$(($(df --output=avail -B1 $HOME | tail -n 1) - 2000000))" $HOME/.filler',
      );
      const run = await pitwall.deploy(environment);
      const step = which === 'app' ? 'sync' : 'pull';
      expect(run.outcome).toMatchObject({ step, cause: 'disk-full' });
      expect(run.outcome?.reason).toMatch(/disk of the target is full/);
      expect(run.outcome?.act).toMatch(/Make room/);
      await expectLockFree(small);
      await expectLogExact(small, pitwall, run);
      if (which === 'home') {
        expect(run.outcome?.kind).toBe('failed-before-switch');
      } else {
        const { target } = await pitwall.client.deploys.plan({ environment });
        const after = await folderState(small);
        // Either not a byte was touched, or the folder says of itself that it holds no revision whole.
        if (run.outcome?.kind === 'failed-before-switch') expect(after).toBe(before);
        else expect(target.running).toBeNull();
      }
      await undoPull();
      await small.mustExec('rm -f /srv/orders/.filler /home/deploy/.filler');
      await expectDeployed(small, pitwall, await pitwall.deploy(environment));
    }
  });
});

describe.skipIf(noGround)('D2 names and output that mean harm', () => {
  it('D2 deploys a branch named like a command and runs nothing of it', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
    const branch = '$(touch${IFS}pwned);`touch${IFS}pwned`;touch&pwned';
    const { home, app, checkout, origin, developer } = ground.paths;
    const canaries = () =>
      ground.mustExec(
        `{ find / -maxdepth 1 -name '*pwned*'; find ${[home, app, checkout, developer].join(' ')} -name .git -prune -o -name '*pwned*' -print; ls ${origin}; } | grep pwned || true`,
      );
    expect(await canaries()).toBe('');
    await ground.commit({ branch });
    await ground.mustExec(
      `git -C ${ground.paths.checkout} fetch -q && git -C ${ground.paths.checkout} switch -q '${branch}'`,
      { user: 'deploy' },
    );
    const run = await pitwall.deploy(await addEnvironment({ branch }));
    await expectDeployed(ground, pitwall, run);
    expect(run.branch).toBe(branch);
    expect(await canaries()).toBe('');
    await ground.mustExec(`git -C ${ground.paths.checkout} switch -q main`, { user: 'deploy' });
  });

  it('D2 refuses a name that is no branch before anything is sent', async () => {
    for (const branch of ['$(touch pwned)', '--upload-pack=touch pwned', '-x', 'a..b', 'a\nb'])
      await expect(
        pitwall.client.projects.createEnvironment({
          project: await pitwall.addProject(),
          settings: { ...ground.settings(), branch },
        }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(EnvironmentSettings.safeParse({ ...ground.settings(), branch: '$(touch pwned)' }).success).toBe(false);
  });

  it('D2 keeps a line of 10 MB whole, and shows it cut', async () => {
    const environment = await addEnvironment();
    await ground.commit();
    const undo = await ground.faults.duringPull(
      "head -c 10000000 /dev/zero | tr '\\0' x >&2; echo >&2; echo after >&2",
    );
    const run = await pitwall.deploy(environment);
    await expectDeployed(ground, pitwall, run);
    const log = await expectLogExact(ground, pitwall, run);
    expect(log.length).toBeGreaterThan(10_000_000);
    const { lines } = await pitwall.client.deploys.logPage({ run: run.id, from: 0, count: 1000 });
    const long = lines.find(({ bytes }) => bytes >= 10_000_000);
    expect(long).toMatchObject({ cut: true });
    expect(long?.text.length).toBeLessThanOrEqual(16 * 1024);
    expect(lines[(long?.number ?? 0) + 1]).toMatchObject({ text: 'after', cut: false });
    await undo();
  });

  it('D2 keeps every byte value, invalid UTF-8 and terminal tricks whole, and shows them as text', async () => {
    const environment = await addEnvironment();
    await ground.commit();
    const tricks = String.raw`\033]0;title\007|\033]52;c;cHduZWQ=\007|\033[2J\033[H|\033[31mred\033[0m|\377\376|\303|\010\010|\342\200\256bidi`;
    const every = Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
    const undo = await ground.faults.duringPull(
      `printf '${tricks}\\n' >&2; printf '${every.replace("'", "'\\''")}\\nlast\\n' >&2`,
    );
    const run = await pitwall.deploy(environment);
    await expectDeployed(ground, pitwall, run);
    const log = await expectLogExact(ground, pitwall, run);
    expect(log.includes(Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)))).toBe(true);
    const { lines } = await pitwall.client.deploys.logPage({ run: run.id, from: 0, count: 1000 });
    const shown = lines.map(({ text }) => text).join('\n');
    const line = lines.find(({ text }) => text.includes('red'))?.text ?? '';
    expect(line).toContain('\u001b[31mred\u001b[0m');
    expect(shown.replace(/\u001b\[[0-9;]*m/g, '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
    expect(shown).toContain('\ufffd');
    await undo();
  });
});
