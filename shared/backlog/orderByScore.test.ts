import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemId } from '../ids.ts';
import { contradictsScore } from './contradictsScore.ts';
import { orderByScore } from './orderByScore.ts';
import { type Placed, rankOverride } from './rankOverride.ts';
import { sampleId } from './testing/arbitraryItem.ts';

const placed = fc
  .array(fc.record({ score: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 4 }), kept: fc.boolean() }), {
    maxLength: 40,
  })
  .map((list) => list.map((each, at) => ({ ...each, id: sampleId(at + 1) as ItemId })));

const scoresOf = (list: readonly Placed[]) => list.map(({ score }) => score).filter((score) => score !== null);
const inOrder = (list: readonly Placed[], ids: readonly ItemId[]) => {
  const byId = new Map(list.map((each) => [each.id, each]));
  return ids.map((id) => byId.get(id)).filter((each) => each !== undefined);
};

describe('ranking by score', () => {
  it('P5 puts the best first, those without a score last, and changes nothing the second time', () => {
    fc.assert(
      fc.property(placed, (list) => {
        const free = list.map((each) => ({ ...each, kept: false }));
        const ids = orderByScore(free);
        const ordered = inOrder(free, ids);
        expect(ordered).toHaveLength(list.length);
        expect(scoresOf(ordered)).toEqual(scoresOf(list).sort((one, other) => other - one));
        expect(ordered.findIndex(({ score }) => score === null)).toBe(
          scoresOf(list).length === list.length ? -1 : scoresOf(list).length,
        );
        expect(orderByScore(ordered.map((each) => ({ ...each, kept: false })))).toEqual(ids);
      }),
    );
  });

  it('P5 leaves what is kept at its number in the order', () => {
    fc.assert(
      fc.property(placed, (list) => {
        const ids = orderByScore(list);
        expect([...ids].sort()).toEqual(list.map(({ id }) => id).sort());
        for (const [at, { id, kept }] of list.entries()) if (kept) expect(ids[at]).toBe(id);
        const free = inOrder(list, ids).filter((_, at) => list[at]?.kept === false);
        expect(scoresOf(free)).toEqual(scoresOf(free).toSorted((one, other) => other - one));
      }),
    );
  });
});

describe('an override', () => {
  it('P5 is told in places: all are 0 exactly when no neighbours contradict each other, and they sum to 0', () => {
    fc.assert(
      fc.property(placed, (list) => {
        const deltas = [...rankOverride(list).values()];
        const scores = scoresOf(list);
        const contradicted = scores.some((score, at) =>
          contradictsScore(score, scores[at - 1] ?? null, scores[at + 1] ?? null),
        );
        expect(deltas.some((delta) => delta !== 0)).toBe(contradicted);
        expect(deltas.reduce((sum, delta) => sum + delta, 0)).toBe(0);
        expect(deltas).toHaveLength(scores.length);
      }),
    );
  });

  it('P5 of an item dragged to the top says how many places it stands above its score’s', () => {
    const list = [1, 9, 8, 7].map((score, at) => ({ id: sampleId(at) as ItemId, score }));
    expect(
      [...rankOverride(list)].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, delta]) => delta),
    ).toEqual([3, -1, -1, -1]);
  });

  it('P5 needs a scored neighbour: equal scores, no score and no neighbour contradict nothing', () => {
    expect(contradictsScore(5, 5, 5)).toBe(false);
    expect(contradictsScore(5, null, null)).toBe(false);
    expect(contradictsScore(null, 1, 9)).toBe(false);
    expect(contradictsScore(5, 4, null)).toBe(true);
    expect(contradictsScore(5, null, 6)).toBe(true);
  });
});
