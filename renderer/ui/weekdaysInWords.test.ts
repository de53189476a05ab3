import { describe, expect, it } from 'vitest';
import { weekdaysInWords } from './weekdaysInWords.ts';

describe('weekdays in words', () => {
  it('join three or more in a row, whatever order they come in', () => {
    expect(weekdaysInWords([5, 1, 2, 3, 4])).toBe('Mon – Fri');
    expect(weekdaysInWords([1, 2, 4])).toBe('Mon, Tue, Thu');
    expect(weekdaysInWords([1, 2, 3, 7])).toBe('Mon – Wed, Sun');
    expect(weekdaysInWords([])).toBe('none');
  });
});
