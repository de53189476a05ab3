import { expect, it } from 'vitest';
import { defaultRules } from './defaultRules.ts';
import { ruleInWords } from './ruleInWords.ts';
import { cpuBusy, sampleRule } from './testing/sampleRule.ts';

it('M3 says in one line when a rule opens and when it closes', () => {
  const say = (name: string) => {
    const rule = defaultRules.find((each) => each.name === name);
    return rule === undefined ? null : ruleInWords(rule);
  };
  expect(say('Processor busy')).toBe('processor use above 90 % for 10 min; closes at 80 %');
  expect(say('Certificate ends soon')).toBe(
    'time left of the certificate of the edge below 14 days, 3 times in a row; closes at 15 days',
  );
  expect(say('Answers slow')).toBe('95th percentile of response time above 2000 ms for 5 min; closes at 1500 ms');
  expect(say('Disk filling up')).toBe('disk space in use above 85 % for 5 min; closes at 80 %');
  expect(say('Unit not active')).toBe('a unit is not active, 3 times in a row');
  expect(say('App down')).toBe('the app is the first to fail, 3 times in a row');
  expect(say('Public path down')).toBe('users are not served, and no other rule says why, 3 times in a row');
  expect(
    ruleInWords(
      sampleRule({ condition: { kind: 'rate', series: cpuBusy, side: 'below', percent: 50, overSeconds: 3600 } }),
    ),
  ).toBe('processor use more than 50 % below the mean of the 1 h before');
  expect(ruleInWords(sampleRule({ condition: { kind: 'absence', series: cpuBusy, seconds: 300 } }))).toBe(
    'no sample of processor use for 5 min while the server is watched',
  );
});
