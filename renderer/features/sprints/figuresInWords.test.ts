import { describe, expect, it } from 'vitest';
import { SprintId } from '../../../shared/ids.ts';
import { alertReserve } from '../../../shared/sprints/alertReserve.ts';
import { velocity } from '../../../shared/sprints/velocity.ts';
import { loadInWords, overInWords, reserveInWords, unestimatedInWords, velocityInWords } from './figuresInWords.ts';

const closed = (number: number, alertBornPoints: number, completedPoints: number) => ({
  id: SprintId.parse(`00000000-0000-4000-8000-00000000000${String(number)}`),
  name: `Sprint ${String(number)}`,
  end: `2026-0${String(number)}-28` as never,
  report: { closedAt: number, completed: [], unfinished: [], cancelled: [], completedPoints, alertBornPoints },
});

describe('the figures of a sprint in words', () => {
  it('P8 say load against capacity, and by how much it is over', () => {
    expect(loadInWords({ points: 7, capacity: 7.2 }, 'points')).toBe('7 of 7.2 points');
    expect(overInWords({ over: 0 })).toBeNull();
    expect(overInWords({ over: 2 })).toBe('over by 2');
    expect(unestimatedInWords(1)).toBe('1 item not estimated');
  });

  it('P9 explain what is kept for alerts: 6, 8 and 10 give 8, no history gives 0', () => {
    const reserve = alertReserve([closed(1, 6, 20), closed(2, 8, 20), closed(3, 10, 20)], 3);
    expect(reserveInWords(reserve, 8, 'points')).toBe('8 points: mean of 6, 8, 10');
    expect(reserveInWords(reserve, 5, 'points')).toBe(
      '8 points: mean of 6, 8, 10, of which 3 are in the sprint already',
    );
    expect(reserveInWords(alertReserve([], 3), 0, 'points')).toBe('0 points: no closed sprint yet');
  });

  it('P12 propose the next commitment with its spread', () => {
    expect(velocityInWords(velocity([closed(1, 0, 17), closed(2, 0, 21), closed(3, 0, 25)], 3), 'points')).toBe(
      '21 ± 4 points from 3 sprints',
    );
    expect(velocityInWords(velocity([closed(1, 0, 17)], 3), 'hours')).toBe('17 hours from 1 sprint');
    expect(velocityInWords(null, 'points')).toBe('no proposal: no closed sprint yet');
  });
});
