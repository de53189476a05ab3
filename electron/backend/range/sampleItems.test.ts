import { describe, expect, it } from 'vitest';
import { NewItem } from '../../../shared/backlog/contract.ts';
import { knownScales } from '../../../shared/backlog/defaultSettings.ts';
import { sampleItems } from './sampleItems.ts';

describe('the sample backlog', () => {
  it('P2 P3 holds every kind, fits the scale and leaves some items to estimate', () => {
    const steps = knownScales.fibonacci.steps.map(({ points }) => points);
    expect(new Set(sampleItems.map(({ kind }) => kind))).toEqual(new Set(['feature', 'bug', 'debt']));
    for (const item of sampleItems) {
      expect(NewItem.safeParse(item).success).toBe(true);
      if (item.estimate !== null) expect(steps).toContain(item.estimate);
    }
    expect(sampleItems.filter(({ estimate }) => estimate === null).length).toBeGreaterThan(0);
  });
});
