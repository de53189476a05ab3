import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { playwrightFailures, vitestFailures } from './namedFailures.mjs';
import { root } from './root.mjs';

describe('the failures named at the end of npm test', () => {
  it('are those of vitest’s report, with the first line of why', () => {
    const name = join(root, 'shared', 'x.test.ts');
    const report = {
      testResults: [
        {
          name,
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'x works' },
            { status: 'failed', fullName: 'x fails', failureMessages: ['\u001b[31mExpected 1\u001b[39m\nat y'] },
          ],
        },
        { name, status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    };
    expect(vitestFailures(report)).toEqual([
      'Failed: shared/x.test.ts: x fails: Expected 1',
      'Failed: shared/x.test.ts: no such module',
    ]);
  });

  it('are those of Playwright’s report, those that passed at the second try too', () => {
    const spec = (title: string, status: string) => ({
      file: 'a.spec.ts',
      title,
      tests: [{ status, results: [{ error: { message: 'was not shown\nmore' } }, {}] }],
    });
    const report = {
      suites: [
        { specs: [spec('good', 'expected')], suites: [{ specs: [spec('bad', 'unexpected'), spec('so so', 'flaky')] }] },
      ],
      errors: [{ message: 'no config' }],
    };
    expect(playwrightFailures(report)).toEqual([
      'Failed: a.spec.ts: bad: was not shown',
      'Flaky: a.spec.ts: so so: was not shown',
      'Failed: no config',
    ]);
  });
});
