import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runnerPath } from './testing/runnerHome.ts';
import { runnerShells } from './testing/runnerShells.ts';

describe('the runner’s text', () => {
  it('gives shellcheck nothing to say, as POSIX sh', () => {
    const { error, status, stdout } = spawnSync('shellcheck', ['--shell=sh', '--severity=style', runnerPath], {
      encoding: 'utf8',
    });
    if (error !== undefined) return console.info('Skipped: shellcheck is not installed');
    expect([status, stdout]).toEqual([0, '']);
  });

  it.each(runnerShells)('is understood by %s', (_name, [file = 'sh', ...first]) => {
    const { status, stderr } = spawnSync(file, [...first, '-n', runnerPath], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
