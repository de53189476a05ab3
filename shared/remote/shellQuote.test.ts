import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { script, sh, verbatim } from './remoteCommand.ts';
import { shellQuote } from './shellQuote.ts';

const shells = [['sh'], ['bash'], ['dash'], ['busybox', 'sh'], ['zsh']];
const exists = (shell: string) => spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0;

/** What has hurt somebody somewhere: substitutions, options, redirections, line ends, shell words, other alphabets. */
const bait = [
  '$(touch canary)',
  '`touch canary`',
  '; touch canary;',
  '| touch canary',
  '&& touch canary',
  '\ntouch canary\n',
  "'; touch canary; '",
  '"; touch canary; "',
  '> canary',
  '<(touch canary)',
  '$IFS',
  ['$', '{HOME}'].join(''),
  '~root',
  '*',
  '?',
  '[a-z]',
  '{a,b}',
  '!!',
  '#',
  '\\',
  '\\\\',
  "'",
  "''",
  '"',
  '-n',
  '--upload-pack=touch canary',
  '=ls',
  'A=B',
  '2',
  '1>canary',
  'if',
  'done',
  'time',
  'é',
  '漢',
  '\u202e',
  '\ud83d\ude80',
  '\r',
  '\t',
  '\x1b[31m',
  '\x7f',
  ' ',
  '',
  'refs/heads/x;id',
  '-oProxyCommand=touch canary',
];
const hostile = fc
  .oneof(
    { weight: 3, arbitrary: fc.array(fc.constantFrom(...bait), { maxLength: 6 }).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(...'\'"\\$`!;&|<>()*?[]{}~#= \n\ta1-/'), maxLength: 30 }),
    },
  )
  .map((text) => text.replaceAll('\0', ''));

const COUNT = 20_000;
const BATCH = 1_000;

describe('shellQuote', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pitwall-quote-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const strings = fc.sample(hostile, { numRuns: COUNT, seed: 20261124 }).map((text) =>
    // A lone surrogate is no text that could be sent anywhere.
    text.toWellFormed(),
  );

  it.each(shells)(`hands ${COUNT} hostile strings to %s unchanged, and runs none of them`, (...shell) => {
    const [file = 'sh', ...args] = shell;
    if (!exists(file)) return console.info(`Skipped: ${file} is not installed`);
    for (let from = 0; from < strings.length; from += BATCH) {
      const batch = strings.slice(from, from + BATCH);
      const { stdout, status } = spawnSync(file, args, {
        cwd: folder,
        input: sh`printf '%s\\0' ${batch}`,
        env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
        maxBuffer: 64 * 1024 * 1024,
      });
      expect(status).toBe(0);
      expect(stdout.toString('utf8').split('\0').slice(0, -1)).toEqual(batch);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it('would notice a string that is run', () => {
    spawnSync('sh', ['-c', 'echo $(touch canary)'], { cwd: folder });
    expect(readdirSync(folder)).toEqual(['canary']);
  });

  it('leaves a plain word readable, and quotes whatever a shell might read', () => {
    for (const plain of ['/srv/app', 'main', '--exclude=/.git', 'http://127.0.0.1:9008/health', '-rltE', 'a@b.c'])
      expect(shellQuote(plain)).toBe(plain);
    for (const not of ['', '2', 'a=b', '~', 'a b', '$x', 'if', 'time', '*.env', '=x', '{a}', 'a%b', 'é'])
      expect(shellQuote(not)).toBe(`'${not}'`);
    expect(shellQuote("o'clock")).toBe("'o'\\''clock'");
    expect(() => shellQuote('a\0b')).toThrow(RangeError);
  });
});

describe('sh', () => {
  it('makes one word of a value, several of a list, and takes a command in as it is', () => {
    const inner = sh`systemctl restart ${'my app'}`;
    expect(sh`sudo -n ${verbatim(inner)} ${7} ${['a', 'b c']}`).toBe("sudo -n systemctl restart 'my app' 7 a 'b c'");
    expect(script(sh`true`, sh`false`)).toBe('true\nfalse');
  });
});
