import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPaths } from './pathsStage.ts';
import { readRecords } from './probeRecords.ts';
import { readSudo, sudoersLine } from './sudoStage.ts';
import { readTools } from './toolsStage.ts';
import { readUnits } from './unitsStage.ts';

const lines = (...records: readonly (readonly string[])[]) =>
  `${records.map((record) => record.join('\t')).join('\n')}\n`;
const hop = { host: 'shop', port: 22, user: 'deploy', auth: { kind: 'agent' } } as const;
const units = { unit: 'app', nginxUnit: 'nginx', ssh: { ...hop, jump: null } };
const paths = { repositoryPath: '/srv/repo', appPath: '/srv/app', branch: 'main' };

describe('readRecords', () => {
  it('keeps records, leaves out the rest, and makes the fields fit to be shown', () => {
    expect(readRecords('user\tme\t\u001b[31m0\nWelcome!\n\nA\tb\nuser\t\u202Ex')).toEqual([
      ['user', 'me', '0'],
      ['user', 'x'],
    ]);
  });
});

describe('what hostile or broken answers say', () => {
  it('is never an exception, and always has an act when it is bad', () => {
    const field = fc.oneof(
      fc.string(),
      fc.constantFrom('0', '1', '', '/usr/bin/x', 'loaded', 'active', 'folder', 'yes', '2', '999'),
    );
    const key = fc.constantFrom(
      'tool',
      'user',
      'clock',
      'asked',
      'sudo',
      'path',
      'app',
      'nginx',
      'systemctl',
      'repo',
      'top',
      'branch',
      'origin',
      'remote',
      'room',
      'x',
    );
    const record = fc
      .tuple(key, fc.array(field, { maxLength: 6 }))
      .map(([name, fields]) => [name, ...fields].join('\t'));
    const output = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(record, { maxLength: 20 }).map((all) => all.join('\n')),
    );
    fc.assert(
      fc.property(output, (text) => {
        for (const stage of [
          readTools(text, 0),
          readSudo(text, units),
          readUnits(text, units),
          readPaths(text, paths),
        ]) {
          expect(stage.state === 'passed').toBe(stage.act === null);
          for (const fact of stage.found) {
            expect(fact).not.toMatch(/[\p{Cc}\p{Cf}]/u);
            expect(fact.length).toBeLessThan(2000);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('readTools', () => {
  const names = ['sh', 'git', 'rsync', 'curl', 'flock', 'setsid', 'timeout', 'tar', 'sync'];
  const all = names.map((name) => ['tool', name, `/usr/bin/${name}`, `${name} version 1.2`]);
  const head = [
    ['user', 'deploy', '1000'],
    ['clock', '1000'],
    ['system', 'Linux x86_64', 'Debian GNU/Linux 12'],
  ];

  it('passes with all of them', () => {
    const stage = readTools(lines(...head, ...all), 1_000_400);
    expect(stage).toMatchObject({ state: 'passed', act: null, copy: null });
    expect(stage.found[0]).toBe('deploy (uid 1000) on Debian GNU/Linux 12, Linux x86_64');
    expect(stage.found).toContain('git: /usr/bin/git (1.2)');
  });

  it('names what is missing and how to install it', () => {
    const fewer = all.map(
      ([key, name, path, version]) =>
        (name === 'rsync' || name === 'flock' || name === 'setsid'
          ? [key, name, '', '']
          : [key, name, path, version]) as string[],
    );
    expect(readTools(lines(...head, ...fewer), 1_000_000)).toMatchObject({
      state: 'failed',
      copy: 'sudo apt-get install rsync util-linux',
      found: expect.arrayContaining(['not found: rsync, flock, setsid']),
    });
    expect(readTools(lines(...head, ['manager', 'dnf'], ...fewer), 1_000_000).copy).toBe(
      'sudo dnf install rsync util-linux',
    );
  });

  it('says how wrong the clock is', () => {
    expect(readTools(lines(...head, ...all), 1_090_000)).toMatchObject({
      state: 'warning',
      found: expect.arrayContaining(['The server’s clock is 90 s behind this machine’s.']),
    });
  });
});

describe('readSudo', () => {
  const head = [
    ['user', 'deploy', '1000'],
    ['sudo', '/usr/bin/sudo'],
    ['path', 'systemctl', '/usr/bin/systemctl'],
    ['path', 'nginx', '/usr/sbin/nginx'],
  ];
  const yes = [
    ['asked', '0', '0', '/usr/bin/systemctl restart app', ''],
    ['asked', '1', '0', '/usr/sbin/nginx -t', ''],
    ['asked', '2', '0', '/usr/bin/systemctl reload nginx', ''],
  ];
  const no = ['asked', 'any', '1', '', ''];
  const listing = (rules: string) => `listing\nUser deploy may run the following commands on shop:\n${rules}\n`;
  const exact =
    '    (root) NOPASSWD: /usr/bin/systemctl restart app, /usr/sbin/nginx -t, /usr/bin/systemctl\n        reload nginx';

  it('passes with the exact three', () => {
    expect(readSudo(lines(...head, ...yes, no) + listing(exact), units)).toEqual({
      state: 'passed',
      found: [
        'allowed: /usr/bin/systemctl restart app',
        'allowed: /usr/sbin/nginx -t',
        'allowed: /usr/bin/systemctl reload nginx',
      ],
      act: null,
      copy: null,
    });
  });

  it('gives the exact line for each missing one', () => {
    const [first = [], ...others] = yes;
    const missing = others.map(([key = '', index = '']) => [key, index, '1', '', 'sudo: a password is required']);
    expect(readSudo(lines(...head, first, ...missing, no) + listing(''), units)).toMatchObject({
      state: 'failed',
      act: 'Add these lines on the server with: visudo -f /etc/sudoers.d/pitwall',
      copy: 'deploy ALL=(root) NOPASSWD: /usr/sbin/nginx -t\ndeploy ALL=(root) NOPASSWD: /usr/bin/systemctl reload nginx',
    });
  });

  it('sees that an allowed command still asks for a password', () => {
    const tagged =
      '    (root) NOPASSWD: /usr/bin/systemctl restart app, /usr/sbin/nginx -t, PASSWD: /usr/bin/systemctl reload nginx';
    expect(readSudo(lines(...head, ...yes, no) + listing(tagged), units)).toMatchObject({
      state: 'failed',
      copy: 'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl reload nginx',
      found: expect.arrayContaining([
        'not allowed without a password: /usr/bin/systemctl reload nginx (asks for a password)',
      ]),
    });
  });

  it('warns of a wide-open sudo and shows the narrow one', () => {
    const stage = readSudo(
      lines(...head, ...yes, ['asked', 'any', '0', '/usr/bin/id', '']) + listing('    (ALL) NOPASSWD: ALL'),
      units,
    );
    expect(stage).toMatchObject({ state: 'warning', found: expect.arrayContaining(['wide open: ALL']) });
    expect(stage.copy?.split('\n')).toHaveLength(3);
    expect(
      readSudo(
        lines(...head, ...yes, no) + listing('    (root) NOPASSWD: /usr/bin/systemctl, /usr/sbin/nginx -t'),
        units,
      ),
    ).toMatchObject({
      state: 'warning',
      found: expect.arrayContaining(['wide open: /usr/bin/systemctl']),
    });
  });

  it('says that sudo is not there, and that root needs none', () => {
    expect(readSudo(lines(['user', 'deploy', '1000'], ['sudo', '']), units)).toMatchObject({
      state: 'failed',
      copy: 'apt-get install sudo',
    });
    const asRoot = { ...units, ssh: { ...units.ssh, user: 'root' } };
    expect(readSudo(lines(['user', 'root', '0'], ['sudo', '']), asRoot)).toMatchObject({
      state: 'warning',
      found: ['It signs in as root: no sudo is used.'],
      copy: null,
    });
  });

  it('uses the usual paths where the server has none', () => {
    const asked = [0, 1, 2].map((index) => ['asked', String(index), '1', '', '']);
    expect(readSudo(lines(['user', 'deploy', '1'], ['sudo', '/usr/bin/sudo'], ...asked, no), units).copy).toContain(
      '/usr/sbin/nginx -t',
    );
  });
});

describe('sudoersLine', () => {
  it.each([
    [
      ['deploy', '/usr/bin/systemctl', ['restart', 'app@1.service']],
      'deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart app@1.service',
    ],
    [
      ['a@b', '/usr/bin/systemctl', ['restart', 'a:b,c\\x2dd']],
      'a\\@b ALL=(root) NOPASSWD: /usr/bin/systemctl restart a\\:b\\,c\\\\x2dd',
    ],
  ] as const)('escapes what sudoers(5) reads as its own: %j', ([user, path, args], line) => {
    expect(sudoersLine(user, path, args)).toBe(line);
  });
});

describe('readUnits', () => {
  const both = (...app: string[]) =>
    lines(
      ['systemctl', '/usr/bin/systemctl'],
      ['app', ...app],
      ['nginx', '0', 'loaded', 'active', 'running', 'enabled', ''],
    );
  it.each([
    [['0', 'loaded', 'active', 'running', 'enabled'], 'passed', null],
    [['0', 'loaded', 'active', 'running', 'disabled'], 'warning', 'systemctl enable app'],
    [['0', 'loaded', 'failed', 'failed', 'enabled'], 'warning', 'journalctl -u app'],
    [['0', 'loaded', 'inactive', 'dead', 'enabled'], 'warning', 'does not run now'],
    [['0', 'not-found', 'inactive', 'dead', ''], 'failed', 'There is no unit app'],
    [['0', 'masked', 'inactive', 'dead', 'masked'], 'failed', 'is masked'],
    [['0', 'bad-setting', 'inactive', 'dead', ''], 'failed', 'cannot load app'],
    [
      ['1', '', '', '', '', 'System has not been booted with systemd'],
      'failed',
      'Check on the server that systemd runs',
    ],
  ])('%j is %s', (app, state, words) => {
    const stage = readUnits(both(...app), units);
    expect(stage.state).toBe(state);
    if (words === null) expect(stage.act).toBeNull();
    else expect(stage.act).toContain(words);
  });

  it('says that there is no systemd', () => {
    expect(readUnits(lines(['systemctl', '']), units).state).toBe('failed');
  });
});

describe('readPaths', () => {
  const good: Readonly<Record<string, readonly string[]>> = {
    user: ['deploy'],
    repo: ['folder'],
    top: ['0', '/srv/repo'],
    real: ['/srv/repo'],
    branch: ['0', 'main'],
    origin: ['0', 'https://token:secret@example.org/app.git'],
    head: ['0', 'abc1234 First'],
    dirty: ['0'],
    git: ['yes'],
    remote: ['0', `${'a'.repeat(40)} refs/heads/main`],
    app: ['folder', 'yes'],
    room: ['5242880', '300000'],
  };
  const read = (changes: Readonly<Record<string, readonly string[]>>) =>
    readPaths(lines(...Object.entries({ ...good, ...changes }).map(([key, fields]) => [key, ...fields])), paths);

  it('passes, and shows no password of the origin', () => {
    const stage = read({});
    expect(stage).toMatchObject({ state: 'passed', act: null, copy: null });
    expect(stage.found).toEqual([
      '/srv/repo: branch main, at abc1234 First',
      'origin: https://example.org/app.git',
      'origin has main at aaaaaaa',
      '/srv/app: writable',
      '5.0 GiB free for /srv/app',
    ]);
  });

  it('gives no line to copy that a hostile user name could turn into another one', () => {
    expect(read({ user: ['x; touch pwned'], app: ['folder', 'no'] }).copy).toBe(
      "sudo chown -R 'x; touch pwned' /srv/app",
    );
  });

  it.each([
    [{ repo: ['none'] }, 'failed', 'Clone the repository there'],
    [{ repo: ['file'] }, 'failed', 'Clone the repository there'],
    [{ top: ['128', 'fatal: not a git repository'] }, 'failed', 'Choose the folder of a git clone'],
    [
      { top: ['128', "fatal: detected dubious ownership in repository at '/srv/repo'"] },
      'failed',
      'belongs to another account',
    ],
    [{ top: ['0', '/srv'] }, 'failed', 'Set the repository path to /srv'],
    [{ branch: ['1', ''] }, 'failed', 'Check out main'],
    [{ branch: ['0', 'other'] }, 'failed', 'Check out main'],
    [{ dirty: ['3'] }, 'warning', 'commit or discard'],
    [{ git: ['no'] }, 'failed', 'may not write into the repository'],
    [{ origin: ['2', 'error: No such remote'] }, 'failed', 'Add it.'],
    [{ remote: ['2', ''] }, 'failed', 'Push the branch'],
    [{ remote: ['128', 'git@example.org: Permission denied (publickey).'] }, 'failed', 'without a password'],
    [{ remote: ['124', ''] }, 'failed', 'without a password'],
    [{ app: ['none', 'no'] }, 'failed', 'Make the app folder'],
    [{ app: ['file', 'no'] }, 'failed', 'Choose the folder the app runs from'],
    [{ app: ['folder', 'no'] }, 'failed', 'Give the app folder to deploy'],
    [{ room: ['1000', '300000'] }, 'failed', 'The disk is full'],
    [{ room: ['300000', '300000'] }, 'warning', 'almost full'],
    [{ room: ['5242880', '3'] }, 'warning', 'inodes'],
    [{ room: ['5242880', '0'] }, 'passed', null],
  ])('%j is %s', (changes, state, words) => {
    const stage = read(changes as Record<string, readonly string[]>);
    expect(stage.state).toBe(state);
    if (words === null) expect(stage.act).toBeNull();
    else expect(stage.act).toContain(words);
  });
});
