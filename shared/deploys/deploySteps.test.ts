import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Revision } from '../ids.ts';
import { EnvironmentSettings, stepNames } from '../projects/environment.ts';
import { deploySteps } from './deploySteps.ts';
import { explainFailure, failureCauses, isFailureCode } from './failureCauses.ts';
import { runnerAppId } from './runnerAppId.ts';

const revision = Revision.parse('4f2a9c1d'.repeat(5));
const settings = EnvironmentSettings.parse({
  name: 'staging',
  tier: 'staging',
  protected: false,
  ssh: { host: 'shop.example', port: 22, user: 'deploy', auth: { kind: 'agent' }, jump: null },
  repositoryPath: '/srv/shop/checkout',
  appPath: '/srv/shop/app',
  branch: 'main',
  unit: 'orders-api',
  nginxUnit: 'nginx',
  strategy: { kind: 'in-place', delete: true, exclude: ['.env', 'venv/'] },
  health: {
    appUrl: 'http://127.0.0.1:9008/health',
    nginxUrl: 'http://127.0.0.1:8008/health',
    publicUrl: null,
    expectStatus: 200,
    passes: 3,
    intervalSeconds: 1,
    timeoutSeconds: 120,
  },
  limits: { preflight: 60, pull: 300, sync: 600, restart: 120, reload: 60, health: 60 },
});

describe('deploySteps', () => {
  it('D1 shows the sequence: pull, copy, restart, reload, health', () => {
    const steps = deploySteps(settings, { revision });
    expect(steps.map((step) => step.name)).toEqual([...stepNames]);
    expect(steps.map((step) => step.commands).join('\n')).toBe(
      [
        'git --no-optional-locks -C /srv/shop/checkout status --porcelain=v2 --untracked-files=no --no-renames',
        'df -k --output=avail,itotal,iavail /srv/shop/app /srv/shop/checkout',
        'systemctl show --property=LoadState,ActiveState,SubState,MainPID,NRestarts,Result orders-api',
        'systemctl show --property=LoadState,ActiveState,SubState,MainPID,NRestarts,Result nginx',
        'sudo -n -l systemctl restart orders-api',
        'sudo -n -l systemctl reload nginx',
        'sudo -n nginx -t',
        'git -C /srv/shop/checkout -c gc.auto=0 -c maintenance.auto=false fetch --no-tags --no-recurse-submodules --refmap= --end-of-options origin +refs/heads/main:refs/remotes/origin/main',
        `git -C /srv/shop/checkout -c gc.auto=0 -c maintenance.auto=false -c merge.autoStash=false merge --ff-only ${revision}`,
        "rsync -rltE --omit-dir-times --modify-window=-1 --delay-updates --itemize-changes --delete-delay --exclude=/.git '--exclude=/.pitwall-revision*' --exclude=.env --exclude=venv/ -- /srv/shop/checkout/ /srv/shop/app/",
        'sudo -n systemctl restart orders-api',
        'sudo -n nginx -t',
        'sudo -n systemctl reload nginx',
        "curl -q --silent --show-error --globoff --noproxy '*' --max-time 10 --max-filesize 1048576 --output /dev/null --write-out '%{http_code}' --url http://127.0.0.1:9008/health",
        "curl -q --silent --show-error --globoff --noproxy '*' --max-time 10 --max-filesize 1048576 --output /dev/null --write-out '%{http_code}' --url http://127.0.0.1:8008/health",
      ].join('\n'),
    );
  });

  it('runs exactly what it shows', () => {
    for (const { name, commands, script } of deploySteps(settings, { revision }))
      for (const command of commands.split('\n'))
        if (!command.startsWith('systemctl show')) expect(script, `${name}: ${command}`).toContain(command);
  });

  it('gives the health step time for its own verdict', () => {
    expect(deploySteps(settings, { revision }).map((step) => step.limitSeconds)).toEqual([60, 300, 600, 120, 60, 150]);
  });

  it('is a script that every shell takes, whatever the settings hold', () => {
    const hostile = fc.constantFrom(
      "'",
      '"',
      '$(id)',
      '`id`',
      ';',
      '|',
      '&',
      ' ',
      '\\',
      '*',
      '{a}',
      '%',
      'é',
      '<',
      '#',
      '(',
      'x',
    );
    const word = fc.array(hostile, { minLength: 1, maxLength: 6 }).map((parts) => `a${parts.join('')}`);
    fc.assert(
      fc.property(word, word, word, (path, pattern, user) => {
        const steps = deploySteps(
          {
            ...settings,
            ssh: { ...settings.ssh, user },
            repositoryPath: `/srv/${path}`,
            appPath: `/app/${path}`,
            branch: path,
            strategy: { ...settings.strategy, exclude: [pattern] },
          },
          { revision },
        );
        for (const shell of [['sh'], ['bash']] as const)
          for (const step of steps) {
            const { status, stderr } = spawnSync(shell[0], ['-n'], { input: step.script });
            expect([status, stderr.toString()], step.name).toEqual([0, '']);
          }
      }),
      { numRuns: 8 },
    );
  });
});

describe('failureCauses', () => {
  const folder = join(import.meta.dirname, 'steps');
  const sources = [
    join(import.meta.dirname, 'outcome.ts'),
    ...readdirSync(folder)
      .filter((name) => !name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  ]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');

  it('holds nothing that no step and no outcome names', () => {
    for (const code of Object.keys(failureCauses)) expect(sources.includes(`'${code}'`), code).toBe(true);
  });

  it('says what happened and what to do, in whole sentences', () => {
    for (const [code, { message, act }] of Object.entries(failureCauses)) {
      expect(message, code).toMatch(/^[A-Z{/]|^(git|nginx|origin|rsync|systemd|systemctl) /);
      expect(`${message} ${act}`, code).not.toMatch(/went wrong|oops|error occurred/i);
      expect(message.length + act.length, code).toBeLessThan(330);
    }
  });

  it('fills in facts, shows ? for one that is missing, and takes no fact for a placeholder', () => {
    expect(explainFailure('dirty-tree', { path: '/srv/{count}', count: '2' }).message).toBe(
      'The checkout /srv/{count} has 2 changed files; the log names them.',
    );
    expect(explainFailure('dirty-tree', {}).message).toBe('The checkout ? has ? changed files; the log names them.');
    expect([isFailureCode('constructor'), isFailureCode(undefined), isFailureCode('locked')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('runnerAppId', () => {
  it('is the same for the same unit and folder, however they are written', () => {
    const id = runnerAppId({ unit: 'orders-api', appPath: '/srv/shop/app' });
    expect(id).toMatch(/^orders-api-[0-9a-z]+$/);
    expect(runnerAppId({ unit: 'orders-api.service', appPath: '/srv//shop/app/' })).toBe(id);
    expect(runnerAppId({ unit: 'orders-api', appPath: '/srv/shop/app2' })).not.toBe(id);
    expect(runnerAppId({ unit: 'orders', appPath: '/srv/shop/app' })).not.toBe(id);
  });

  it('is a safe file name for any unit and path, and differs when they do', () => {
    const unit = fc.stringMatching(/^[A-Za-z0-9_\\@:][A-Za-z0-9:_.\\@-]{0,250}$/);
    const path = fc.string({ unit: 'grapheme' }).map((text) => `/${text}`);
    fc.assert(
      fc.property(unit, path, path, (name, one, other) => {
        const id = runnerAppId({ unit: name, appPath: one });
        expect(id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);
        const slashes = (text: string) => text.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
        expect(runnerAppId({ unit: name, appPath: other }) === id).toBe(slashes(one) === slashes(other));
      }),
    );
  });
});
