import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alertReserve } from './alertReserve.ts';
import { closedSprint, sampleSprint } from './testing/sampleSprint.ts';

const with6And8And10 = [6, 8, 10].map((points, at) => closedSprint(at, { alertBornPoints: points }));

describe('the reserve for alerts', () => {
  it('P9 is the mean of the last closed sprints: 6, 8 and 10 points give 8', () => {
    expect(alertReserve(with6And8And10, 3)).toEqual({
      points: 8,
      history: 3,
      from: [
        { name: 'Sprint 0', points: 6 },
        { name: 'Sprint 1', points: 8 },
        { name: 'Sprint 2', points: 10 },
      ],
    });
  });

  it('P9 looks back on as many sprints as the settings say, the newest, and on no open one', () => {
    const sprints = [closedSprint(7, { alertBornPoints: 1 }), sampleSprint(9), ...with6And8And10];
    expect(alertReserve(sprints, 2).from.map(({ name }) => name)).toEqual(['Sprint 2', 'Sprint 7']);
    expect(alertReserve(sprints, 2).points).toBe(5.5);
  });

  it('P9 is 0 without history, and says so; a sprint without alerts is history', () => {
    expect(alertReserve([sampleSprint(1)], 3)).toEqual({ points: 0, history: 0, from: [] });
    expect(alertReserve([closedSprint(1)], 3)).toMatchObject({ points: 0, history: 1 });
  });

  it('P9 lies between the least and the most of the sprints it comes from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (points, n) => {
          const reserve = alertReserve(
            points.map((each, at) => closedSprint(at, { alertBornPoints: each })),
            n,
          );
          const last = points.slice(-n);
          expect(reserve.from.map((each) => each.points)).toEqual(last);
          expect(reserve.points).toBeGreaterThanOrEqual(Math.min(...last));
          expect(reserve.points).toBeLessThanOrEqual(Math.max(...last));
        },
      ),
    );
  });
});
