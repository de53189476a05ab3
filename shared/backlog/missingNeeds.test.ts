import { expect, it } from 'vitest';
import type { MemberId } from '../ids.ts';
import { missingNeeds, needsInWords } from './missingNeeds.ts';
import { sampleId } from './testing/arbitraryItem.ts';

const asksForAll = { needs: ['estimate' as const, 'assignee' as const, 'reason' as const] };
const bare = { estimate: null, assignee: null, statusReason: ' ' };

it('P16 a status names what an item still needs before it may enter', () => {
  expect(missingNeeds(bare, asksForAll, false)).toEqual(['estimate', 'assignee', 'reason']);
  expect(needsInWords(missingNeeds(bare, asksForAll, false))).toBe('an estimate, an assignee, a reason');
  expect(missingNeeds({ ...bare, estimate: 0 }, asksForAll, false)).toEqual(['assignee', 'reason']);
  expect(needsInWords(['estimate', 'reason'])).toBe('an estimate and a reason');
  expect(
    missingNeeds({ estimate: 1, assignee: sampleId(1) as MemberId, statusReason: 'won’t' }, asksForAll, false),
  ).toEqual([]);
});

it('P10 an item with parts needs no estimate of its own', () => {
  expect(missingNeeds(bare, { needs: ['estimate'] }, true)).toEqual([]);
});
