import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSudo, sudoCommand } from '../../../shared/connections/sudoStage.ts';
import { allRules, writeStandIns } from './testing/standIns.ts';

const settings = {
  unit: 'app',
  nginxUnit: 'nginx',
  ssh: { host: 'shop', port: 22, user: 'deploy', auth: { kind: 'agent' }, jump: null },
} as const;

describe.skipIf(process.platform === 'win32')('the sudo stage, against a stand-in for sudo', () => {
  let folder = '';
  let standIns = '';
  const look = (rules: readonly string[], PATH = `${standIns}:/usr/bin:/bin`) => {
    writeFileSync(join(standIns, 'rules'), `${rules.join('\n')}\n`);
    const { stdout } = spawnSync('sh', ['-c', sudoCommand(settings)], { env: { PATH } });
    return readSudo(stdout.toString(), settings);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'pitwall-sudo-'));
    standIns = join(folder, 'bin');
    writeStandIns(standIns);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('D13 passes with the three exact rules', () => {
    expect(look(allRules(standIns))).toEqual({
      state: 'passed',
      found: allRules(standIns).map((rule) => `allowed: ${rule}`),
      act: null,
      copy: null,
    });
  });

  it('D13 gives the line for each that is missing, with the real user and path', () => {
    const [, nginx = ''] = allRules(standIns);
    expect(look([nginx])).toMatchObject({
      state: 'failed',
      copy: [
        `${userInfo().username} ALL=(root) NOPASSWD: ${standIns}/systemctl restart app`,
        `${userInfo().username} ALL=(root) NOPASSWD: ${standIns}/systemctl reload nginx`,
      ].join('\n'),
    });
  });

  it('warns when sudo allows anything', () => {
    expect(look(['ALL'])).toMatchObject({ state: 'warning', found: expect.arrayContaining(['wide open: ALL']) });
  });
});
