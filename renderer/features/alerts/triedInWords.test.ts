import { expect, it } from 'vitest';
import { triedInWords } from './triedInWords.ts';

it('M3 says what came of trying a rule, and how much of the time was measured', () => {
  const window = { to: 3_600_000 };
  const alert = (from: number, to: number | null) => ({ from, to, reason: '', closed: null });
  expect(triedInWords({ alerts: [], watched: 0, note: null, window })).toMatch(
    /^Nothing that it looks at was measured/,
  );
  expect(triedInWords({ alerts: [], watched: 1, note: null, window })).toBe(
    'It would not have opened. All of the time was measured.',
  );
  expect(triedInWords({ alerts: [alert(0, 60_000)], watched: 0.004, note: null, window })).toBe(
    'It would have opened once, for 1 min in all. Less than 1 % of the time was measured.',
  );
  expect(triedInWords({ alerts: [alert(0, 60_000), alert(3_000_000, null)], watched: 0.97, note: null, window })).toBe(
    'It would have opened 2 times, for 11 min in all. 97 % of the time was measured.',
  );
  expect(triedInWords({ alerts: [], watched: 1, note: 'This cannot be tried.', window })).toBe('This cannot be tried.');
  expect(triedInWords({ alerts: [alert(0, 60_000)], watched: 1, note: 'It may be more.', window })).toBe(
    'It would have opened once, for 1 min in all. All of the time was measured. It may be more.',
  );
});
