import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCobertura } from './readCobertura.ts';
import { readJunit } from './readJunit.ts';
import { readLcov } from './readLcov.ts';
import { sampleCobertura, sampleJunit, sampleLcov } from './testing/sampleReports.ts';

const read = (text: string) => {
  const reading = readJunit(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading;
};
const refused = (text: string): string => {
  const reading = readJunit(text);
  if (reading.ok) throw new Error('it was read');
  return reading.message;
};

describe('readJunit', () => {
  it('T8 reads every outcome with its reason, over nested suites', () => {
    const { cases, totals, notices } = read(sampleJunit);
    expect(totals).toEqual({ tests: 5, passed: 2, failed: 1, errors: 1, skipped: 1 });
    expect(cases[1]).toEqual({
      suite: 'pytest tests › pytest',
      classname: 'tests.test_login',
      name: 'test_bad_password[<b>]',
      outcome: 'failed',
      seconds: 0.003,
      message: 'assert 200 == 401\ndef test_bad_password():\n>       assert answer.status == 401',
    });
    expect(cases.map(({ seconds }) => seconds)).toEqual([0.012, 0.003, 0, 1234.5, null]);
    expect(notices).toEqual([]);
  });

  it('T8 says counts that the file does not hold', () => {
    const three = `<testsuite name="api" tests="10">${'<testcase name="a"/>'.repeat(3)}</testsuite>`;
    expect(read(three).totals.tests).toBe(3);
    expect(read(three).notices[0]).toContain('“api” says it has 10 tests, but 3 are in the file');
    expect(read('<testsuite failures="2"><testcase name="a"/></testsuite>').notices).toEqual([
      'The report says 2 failures, but 0 are in the file.',
    ]);
  });

  it('T8 says names that come twice', () => {
    const twice = '<testsuite><testcase classname="a" name="b"/><testcase classname="a" name="b"/></testsuite>';
    expect(read(twice).notices).toEqual([expect.stringContaining('1 test case has the same name')]);
  });

  it('T8 refuses entities of the file’s own, and never asks for one elsewhere', () => {
    const bomb = `<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuite><testcase name="&b;"/></testsuite>`;
    expect(refused(bomb)).toContain('defines its own entities');
    expect(refused('<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite name="&x;"/>')).toContain(
      'own entities',
    );
    const named =
      '<!DOCTYPE testsuite SYSTEM "http://reports.example.com/junit.dtd"><testsuite><testcase name="&x; &#60; &#xD800;"/></testsuite>';
    expect(read(named).cases[0]?.name).toBe('&x; < \uFFFD');
  });

  it('T8 refuses a file that is cut, with its place', () => {
    const reading = readJunit(sampleJunit.slice(0, sampleJunit.length - 40));
    expect(reading.ok).toBe(false);
    expect(readJunit('<testsuite>\n<testcase name="a">\n</testsuite>')).toMatchObject({ ok: false, line: 3 });
    expect(refused('')).toBe('The file is empty.');
    expect(refused('<html><body/></html>')).toContain('no JUnit report');
    expect(refused('{"tests": 3}')).toContain('XML');
  });

  it('T8 refuses suites that nest without end', () => {
    expect(refused(`${'<testsuite>'.repeat(20_000)}${'</testsuite>'.repeat(20_000)}`)).toContain('XML');
  });

  it('T8 keeps the beginning of what is long and leaves huge output out', () => {
    const huge = `<testsuite><testcase name="a"><failure>${'x'.repeat(50_000)}</failure><system-out>${'y'.repeat(2_000_000)}</system-out></testcase></testsuite>`;
    const [only] = read(huge).cases;
    expect(only?.message).toContain('48,000 more characters');
    expect(JSON.stringify(only).length).toBeLessThan(3_000);
  });

  it('T8 counts every case that was written, whatever its names hold', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const outcomes = fc.array(fc.tuple(text, text, fc.constantFrom('passed', 'failed', 'error', 'skipped')), {
      maxLength: 30,
    });
    const escaped = (value: string) =>
      value.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ');
    fc.assert(
      fc.property(outcomes, (written) => {
        const inside = { passed: '', failed: '<failure/>', error: '<error/>', skipped: '<skipped/>' };
        const body = written.map(
          ([classname, name, outcome]) =>
            `<testcase classname="${escaped(classname)}" name="${escaped(name)}">${inside[outcome as keyof typeof inside]}</testcase>`,
        );
        const { cases } = read(
          `<testsuites><testsuite tests="${written.length}">${body.join('')}</testsuite></testsuites>`,
        );
        expect(cases.map(({ outcome }) => outcome)).toEqual(written.map(([, , outcome]) => outcome));
        expect(cases.map(({ name }) => name)).toEqual(
          written.map(([, name]) =>
            name
              .replace(/\p{Cc}/gu, ' ')
              .replace(/\s/g, ' ')
              .trim(),
          ),
        );
      }),
    );
  });
});

/** The same damage every time: xorshift32. */
const dice = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

const marks = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!DOCTYPE a [',
  '<!--',
  '-->',
  '<?',
  '\0',
  '\uD800',
  '=',
  '/',
  ':',
  '\n',
  '999999999999',
];

const damaged = (text: string, seed: number): string => {
  const below = dice(seed + 1);
  let out = text;
  for (let times = below(4) + 1; times > 0; times -= 1) {
    const [at, length] = [below(out.length + 1), below(40)];
    const put =
      below(3) === 0 ? out.slice(below(out.length + 1)).slice(0, below(60)) : (marks[below(marks.length)] ?? '');
    out = below(4) === 0 ? out.slice(0, at) : out.slice(0, at) + put + out.slice(at + (below(2) === 0 ? 0 : length));
  }
  return out;
};

describe('damaged reports', () => {
  it('T8 are read or refused, never thrown: 20,000 of them', () => {
    let [good, bad] = [0, 0];
    for (let seed = 0; seed < 20_000; seed += 1) {
      const [text, reader] = (
        [
          [sampleJunit, readJunit],
          [sampleLcov, readLcov],
          [sampleCobertura, readCobertura],
        ] as const
      )[seed % 3] as readonly [string, (text: string) => { readonly ok: boolean }];
      const reading = reader(damaged(text, seed));
      if (reading.ok) good += 1;
      else bad += 1;
    }
    expect(good).toBeGreaterThan(1_000);
    expect(bad).toBeGreaterThan(1_000);
  });
});
