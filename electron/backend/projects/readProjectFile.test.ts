import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import { Failure } from '../../../shared/errors.ts';
import { hopNames } from '../../../shared/monitor/hop.ts';
import { PROJECT_FILE_MAX } from '../../../shared/projects/contract.ts';
import { writeProjectFile } from '../../../shared/projects/writeProjectFile.ts';
import { readProjectFile } from './readProjectFile.ts';
import { arbitraryProject } from './testing/arbitraryProject.ts';
import type { FileProblem } from './yamlTree.ts';

/** `least` with one rule, whose lines are given. */
const ruled = (...lines: readonly string[]): string =>
  least.replace(
    '    unit: sample\n',
    `    unit: sample\n    monitor:\n      rules:\n        - ${lines.join('\n          ')}\n`,
  );

const problemsIn = (text: string): readonly FileProblem[] => {
  try {
    readProjectFile(text);
  } catch (error) {
    if (error instanceof Failure && error.code === 'FILE_INVALID')
      return (error as Failure<'FILE_INVALID'>).data.problems;
    throw error;
  }
  return [];
};

/** The least a file may hold, with a place for more. */
const least = `pitwall: 1
project:
  name: Sample
  key: SA
environments:
  - name: staging
    tier: staging
    ssh: { host: stage.example, user: deploy }
    repositoryPath: /srv/repository
    appPath: /srv/app
    unit: sample
    health:
      appUrl: http://127.0.0.1:9008/health
      nginxUrl: http://127.0.0.1:8008/health
`;

/** `least` with one line replaced. */
const but = (line: string, instead: string): string => {
  expect(least).toContain(line);
  return least.replace(line, instead);
};

describe('a project file', () => {
  it('comes back as the same project, and as the same bytes when it is written again', () => {
    fc.assert(
      fc.property(arbitraryProject, (project) => {
        const text = writeProjectFile(project);
        const read = readProjectFile(text);
        expect(read).toEqual(project);
        expect(writeProjectFile(read)).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it('may leave out what most servers have', () => {
    const [staging] = readProjectFile(least).environments;
    expect(staging).toMatchObject({
      protected: false,
      branch: 'main',
      nginxUnit: 'nginx.service',
      ssh: { port: 22, auth: { kind: 'agent' }, jump: null },
      strategy: { kind: 'in-place', delete: false, exclude: ['.env'] },
      health: { publicUrl: null, expectStatus: 200, passes: 3, intervalSeconds: 1, timeoutSeconds: 60 },
      limits: { preflight: 60, pull: 120, sync: 300, restart: 60, reload: 30, health: 90 },
    });
    const [production] = readProjectFile(but('tier: staging', 'tier: production')).environments;
    expect(production?.protected).toBe(true);
  });

  it('M3 may leave out of a rule what most rules have', () => {
    const [hop, often, none] = [
      ruled('name: A', 'severity: critical', 'condition: { kind: hop, hop: null }'),
      ruled('name: A', 'severity: warning', 'condition: { kind: exception, event: often }', 'remindSeconds: 600'),
      least.replace('    unit: sample', '    unit: sample\n    monitor: { rules: [] }'),
    ].map((text) => readProjectFile(text).environments[0]?.monitor?.rules);
    const usual = { enabled: true, forSeconds: 0, openAfter: 3, closeAfter: 3 };
    expect(hop).toEqual([
      {
        name: 'A',
        severity: 'critical',
        condition: { kind: 'hop', hop: null },
        ...usual,
        remindSeconds: 3600,
        makesItem: true,
      },
    ]);
    expect(often).toMatchObject([
      { condition: { count: 10, minutes: 10 }, ...usual, remindSeconds: 600, makesItem: false },
    ]);
    expect(none).toEqual([]);
  });

  it('says in its own comments every value that it would take for what is left out', () => {
    const text = writeProjectFile(readProjectFile(least));
    const comments = text
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .join('\n');
    for (const said of ['nginx.service', 'main', '22', 'agent', '.env', '200', 'preflight 60, pull 120, sync 300'])
      expect(comments).toContain(said);
  });

  it('holds no ids and no secrets', () => {
    const text = writeProjectFile(readProjectFile(least));
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text.split('\n').filter((line) => /^\s*(id|projectId|passphrase|password|position):/.test(line))).toEqual(
      [],
    );
  });
});

describe('a project file that does not fit says where and why', () => {
  const cases: readonly (readonly [what: string, text: string, problem: Partial<FileProblem>])[] = [
    ['a misspelt field', but('    unit: sample', '    unti: sample'), { line: 11, column: 5, field: 'environments[0].unti', message: 'unti is not a field of this place; did you mean unit?' }],
    ['another style of name', but('repositoryPath:', 'repository_path:'), { line: 9, message: 'repository_path is not a field of this place; did you mean repositoryPath?' }],
    ['a field of another group', but('    unit: sample', '    unit: sample\n    port: 22'), { line: 12, column: 5, field: 'environments[0].port', message: 'port is not a field of this place; it belongs under ssh.' }],
    ['a field of the future', but('key: SA', 'key: SA\n  colour: red'), { line: 5, field: 'project.colour', message: 'colour is not a field of this place; known here: name, key, description.' }],
    ['a missing field', but('    unit: sample\n', ''), { line: 6, column: 5, field: 'environments[0].unit', message: 'unit is missing.' }],
    ['a misspelt field of how it is watched', but('    unit: sample', '    unit: sample\n    monitor:\n      expectAdresses: []'), { line: 13, column: 7, field: 'environments[0].monitor.expectAdresses', message: 'expectAdresses is not a field of this place; did you mean expectAddresses?' }],
    ['an address that is none', but('    unit: sample', '    unit: sample\n    monitor: { expectAddresses: [example.com] }'), { line: 12, field: 'environments[0].monitor.expectAddresses[0]' }],
    ['a rule without a condition', ruled('name: A', 'severity: warning'), { line: 14, column: 11, field: 'environments[0].monitor.rules[0].condition', message: 'condition is missing.' }],
    ['a rule of a severity nobody knows', ruled('name: A', 'severity: high', 'condition: { kind: hop, hop: app }'), { line: 15, column: 21, field: 'environments[0].monitor.rules[0].severity', message: 'Must be one of warning, critical.' }],
    ['a kind of rule nobody knows', ruled('name: A', 'severity: warning', 'condition: { kind: magic }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.kind', message: 'Must be one of threshold, rate, absence, hop, exception.' }],
    ['a rule without a kind', ruled('name: A', 'severity: warning', 'condition: { hop: app }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.kind', message: 'kind is missing: it must be one of threshold, rate, absence, hop, exception.' }],
    ['a field of another kind of rule', ruled('name: A', 'severity: warning', 'condition: { kind: hop, hop: app, percent: 5 }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.percent', message: 'percent is not a field of this place; known here: kind, hop.' }],
    ['a hop nobody knows', ruled('name: A', 'severity: warning', 'condition: { kind: hop, hop: cdn }'), { line: 16, message: 'Must be one of dns, edge, server, nginx, app.' }],
    ['a rule that would close where it is bad', ruled('name: A', 'severity: warning', 'condition: { kind: threshold, series: cpu.busy, side: above, open: 80, close: 90 }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.close', message: 'Must not lie on the bad side of where it opens.' }],
    ['a limit in quotes', ruled('name: A', 'severity: warning', 'condition: { kind: threshold, series: cpu.busy, side: above, open: "80", close: 70 }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.open', message: 'Must be a number: take the quotes away.' }],
    ['a series that cannot be', ruled('name: A', 'severity: warning', 'condition: { kind: absence, series: CPU usage, seconds: 60 }'), { line: 16, field: 'environments[0].monitor.rules[0].condition.series' }],
    ['a misspelt field of a rule', ruled('name: A', 'severity: warning', 'condition: { kind: hop, hop: app }', 'forSecond: 5'), { line: 17, message: 'forSecond is not a field of this place; did you mean forSeconds?' }],
    ['two rules of one name', ruled('name: A', 'severity: warning', 'condition: { kind: hop, hop: app }').replace('    health:', '        - { name: a, severity: warning, condition: { kind: hop, hop: null } }\n    health:'), { line: 17, field: 'environments[0].monitor.rules[1].name', message: 'a is the name of another rule of this environment, line 14.' }],
    ['text where a number belongs', but('user: deploy', 'user: deploy, port: ssh'), { line: 8, field: 'environments[0].ssh.port', message: 'Must be a number.' }],
    ['a quoted number', but('user: deploy', 'user: deploy, port: "22"'), { line: 8, message: 'Must be a number: take the quotes away.' }],
    ['a number where text belongs', but('name: Sample', 'name: 12'), { line: 3, column: 9, field: 'project.name', message: 'YAML reads 12 as a number: put it in quotes, "12".' }],
    ['a version that is a number', but('unit: sample', 'unit: sample\n    branch: 1.10'), { line: 12, message: 'YAML reads 1.10 as a number: put it in quotes, "1.10".' }],
    ['yes and no', but('tier: staging', 'tier: staging\n    protected: no'), { line: 8, column: 16, field: 'environments[0].protected', message: 'Write true or false: no is text in YAML 1.2.' }],
    ['an octal number', but('user: deploy', 'user: deploy, port: 022'), { line: 8, message: '022 can be read in several ways: write a number in plain digits, or text in quotes.' }],
    ['a port out of range', but('user: deploy', 'user: deploy, port: 70000'), { line: 8, message: 'Must be at most 65535.' }],
    ['a tier nobody knows', but('tier: staging', 'tier: test'), { line: 7, column: 11, field: 'environments[0].tier', message: 'Must be one of staging, production, other.' }],
    ['a way to sign in nobody knows', but('user: deploy', 'user: deploy, auth: { kind: magic }'), { line: 8, field: 'environments[0].ssh.auth.kind', message: 'Must be one of agent, key, password.' }],
    ['a relative path', but('/srv/app', 'srv/app'), { line: 10, message: 'Must be an absolute path.' }],
    ['a password in an address', but('appUrl: http://', 'appUrl: http://me:secret@'), { line: 13, message: 'Must not hold a user or password.' }],
    ['no address', but('http://127.0.0.1:9008/health', 'health'), { line: 13, message: 'Must be an address like https://example.com/health.' }],
    ['a field that is here twice', but('key: SA', 'key: SA\n  key: SB'), { line: 5, column: 3, field: 'project.key', message: 'key is here twice; its first place is line 4.' }],
    ['a name that is here twice', `${least}${least.slice(least.indexOf('  - name')).replace('name: staging', 'name: Staging')}`, { line: 15, field: 'environments[1].name', message: 'Staging is the name of another environment of this file, line 6.' }],
    ['an anchor', but('name: Sample', 'name: &it Sample'), { line: 3, field: 'project.name' }],
    ['a tag', but('name: Sample', 'name: !!binary Sample'), { line: 3 }],
    ['a prototype', `__proto__: { practice: true }\n${least}`, { line: 1, column: 1, field: '__proto__' }],
    ['two documents', `${least}---\n${least}`, { line: 15 }],
    ['a tab', but('  key: SA', '\tkey: SA'), { line: 4, message: 'Tabs cannot indent YAML: use spaces.' }],
    ['a bracket that stays open', but('user: deploy }', 'user: deploy'), { line: 9 }],
    ['another format', but('pitwall: 1', 'pitwall: 2'), { line: 1, column: 10, field: 'pitwall', message: 'A newer Pitwall wrote this file (format 2; this one reads 1). Update Pitwall.' }],
    ['no format', but('pitwall: 1\n', ''), { line: 1, field: 'pitwall', message: 'pitwall is missing: it must be 1.' }],
    ['a YAML version', `%YAML 1.1\n---\n${least}`, { line: 1, message: 'Lines that begin with % are not used in project files.' }],
    ['nothing', '', { line: 1, column: 1, field: '', message: 'The file is empty.' }],
    ['comments alone', '# a\n# b\n', { line: 1, message: 'The file is empty.' }],
    ['other text', 'hello', { line: 1, message: 'Must be a group of fields.' }],
    ['a NUL', but('name: Sample', 'name: Sam\0ple'), { line: 3, column: 12, message: 'There is a control character (U+0000) here: this is no text file, or it is damaged.' }],
    ['bytes that are not UTF-8', but('name: Sample', 'name: Sam\ufffdple'), { line: 3, column: 12, message: 'A character here could not be read: save the file as UTF-8.' }],
    ['half a character', but('name: Sample', 'name: Sam\ud83dple'), { line: 3, column: 12 }],
    ['a huge file', `${least}#${'x'.repeat(PROJECT_FILE_MAX)}`, { line: null, message: 'The file is larger than 256 KiB: it is not a project file.' }],
  ]; // biome-ignore format: a table
  it.each(cases)('%s', (_what, text, problem) => {
    expect(problemsIn(text)[0]).toMatchObject(problem);
  });

  it('all at once, in the order of the file', () => {
    const text = but('key: SA', 'key: sa').replace('tier: staging', 'tier: test').replace('/srv/app', 'app');
    expect(problemsIn(text).map(({ line }) => line)).toEqual([4, 7, 10]);
  });

  it('also when it is a bomb: aliases of aliases, a quarter megabyte of brackets, dashes, quotes, names', () => {
    const laughs = Array.from(
      { length: 9 },
      (_, n) =>
        `a${n}: &a${n} [${Array(9)
          .fill(n === 0 ? 'ha' : `*a${n - 1}`)
          .join(', ')}]`,
    );
    const bombs = [
      laughs.join('\n'),
      ...['[', '{a: ', '- ', '? ', '"', ']', '!a ', '&a ', '*a ', 'a: ]\n', 'a: 1\n', '- a\n', '\n'].map((each) =>
        each.repeat(Math.floor(PROJECT_FILE_MAX / each.length)),
      ),
    ];
    for (const bomb of bombs) {
      const problems = problemsIn(bomb);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(50);
    }
  });

  it('and nothing else happens, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...least.split(/(?<=[\n: ])/),
      ...'{}[]&*!|>%@`#"\'?:-,\n\t ',
      '__proto__',
      '0o7',
      '~',
      '<<: ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
        ),
        (text) => {
          for (const { line, message } of problemsIn(text)) {
            expect(line).toSatisfy((at: number | null) => at === null || (at >= 1 && at <= text.split('\n').length));
            expect(message).not.toBe('');
          }
          expect(Object.hasOwn(Object.prototype, 'practice')).toBe(false);
        },
      ),
      { numRuns: 800 },
    );
  });
});

describe('the presets that come with Pitwall', () => {
  const folder = join(import.meta.dirname, '../../../resources/presets');

  it.each(readdirSync(folder))('%s fits', (file) => {
    expect(readProjectFile(readFileSync(join(folder, file), 'utf8')).environments.map(({ tier }) => tier)).toEqual([
      'staging',
      'production',
    ]);
  });

  it('M3 TubeRaker names the rules of production, every hop among them, each with its limit', () => {
    const { environments } = readProjectFile(readFileSync(join(folder, 'tuberaker.yaml'), 'utf8'));
    const rules = environments[1]?.monitor?.rules ?? [];
    expect(rules.map(({ name }) => name).toSorted()).toEqual(defaultRules.map(({ name }) => name).toSorted());
    expect(rules.flatMap(({ condition }) => (condition.kind === 'hop' ? [condition.hop] : []))).toEqual([
      ...hopNames,
      null,
    ]);
    expect(rules.find(({ name }) => name === 'Answers slow')).toMatchObject({
      forSeconds: 300,
      condition: { series: 'http.p95', side: 'above', open: 2000, close: 1500 },
    });
  });

  it('TubeRaker has the hosts, ports and unit of its topology', () => {
    const { environments, ...project } = readProjectFile(readFileSync(join(folder, 'tuberaker.yaml'), 'utf8'));
    expect(project).toMatchObject({ name: 'TubeRaker', key: 'TR' });
    expect(environments[1]).toMatchObject({
      name: 'production',
      protected: true,
      ssh: { host: '51.68.198.178', port: 22 },
      branch: 'main',
      unit: 'otrotl-tuberaker',
      health: {
        appUrl: 'http://127.0.0.1:9008/health',
        nginxUrl: 'http://127.0.0.1:8008/health',
        publicUrl: 'https://tuberaker.com/health',
        expectStatus: 200,
      },
    });
  });
});
