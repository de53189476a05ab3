import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loginShellCommand } from './loginShellCommand.ts';
import { type RemoteCommand, sh } from './remoteCommand.ts';

const MARKER = 'pw-marker';
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const exists = (shell: string) => spawnSync('sh', ['-c', `command -v ${shell}`]).status === 0;

/** Runs the text as sshd does, by `$SHELL -c`, and gives what stands behind the marker. */
const run = (shell: readonly string[], command: RemoteCommand, input = ''): { code: number | null; output: string } => {
  const [file = 'sh', ...args] = shell;
  const { status, stdout } = spawnSync(file, [...args, '-c', loginShellCommand(command, MARKER, base64)], { input });
  const text = stdout.toString('utf8');
  const line = /pw-marker \d+\n/.exec(text);
  return { code: status, output: line === null ? `no marker in ${text}` : text.slice(line.index + line[0].length) };
};

const shells = [['sh'], ['bash'], ['dash'], ['busybox', 'sh'], ['zsh'], ['fish'], ['tcsh']];

describe.each(shells)('an account whose login shell is %s', (...shell) => {
  const name = shell.join(' ');
  const test = exists(shell[0] ?? '') ? it : it.skip;
  if (!exists(shell[0] ?? '')) console.info(`Skipped: ${name} is not installed`);

  test(`${name}: hands every word on unchanged`, () => {
    const nasty = fc.array(
      fc.constantFrom("'", '"', '\\', '!', '$', '`', '\n', '\r', '#', ';', '~', '*', '(', 'a', ' ', '%', 'é', '-'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(
        fc.array(
          nasty.map((parts) => parts.join('')),
          { minLength: 1, maxLength: 4 },
        ),
        (words) => {
          expect(run(shell, sh`printf '[%s]' ${words}`)).toEqual({
            code: 0,
            output: words.map((word) => `[${word}]`).join(''),
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test(`${name}: takes a script of many lines, hands on stdin and the exit status`, () => {
    const text = sh`
# a comment with 'quotes' and a \\ backslash
read -r line
for word in 1 2 3; do
  echo "$word $line!"
done
exit 7`;
    expect(run(shell, text, 'given\nrest')).toEqual({ code: 7, output: '1 given!\n2 given!\n3 given!\n' });
    expect(run(shell, sh`read -r line; echo "$line"; exit 3`, 'given\n')).toEqual({ code: 3, output: 'given\n' });
  });

  test(`${name}: takes a command of 60,000 characters`, () => {
    const long = '\\'.repeat(60_000);
    expect(run(shell, sh`printf %s ${long}`)).toEqual({ code: 0, output: long });
  });
});

describe('loginShellCommand', () => {
  it('lets the output of a login shell that prints stand before the marker', () => {
    const text = loginShellCommand(sh`echo mine`, MARKER, base64);
    const printed = execFileSync('sh', ['-c', `echo "Welcome!"; ${text}`]).toString();
    expect(printed).toMatch(/^Welcome!\npw-marker \d+\nmine\n$/);
  });

  it('refuses a NUL and what would not fit into one argument', () => {
    expect(() => loginShellCommand('echo \0' as RemoteCommand, MARKER, base64)).toThrow(RangeError);
    expect(() => loginShellCommand(sh`echo ${'x'.repeat(200_000)}`, MARKER, base64)).toThrow('send it on stdin');
  });
});
