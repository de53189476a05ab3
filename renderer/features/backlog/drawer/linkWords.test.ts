import { describe, expect, it } from 'vitest';
import type { LinkId } from '../../../../shared/backlog/itemDetail.ts';
import type { ItemId } from '../../../../shared/ids.ts';
import { linkFor, relationOf, relations } from './linkWords.ts';

const [here, there] = ['here' as ItemId, 'there' as ItemId];

describe('a link seen from its two ends', () => {
  it('reads as it was made from here, and the other way round from there', () => {
    for (const relation of relations) {
      const link = { id: 'link' as LinkId, ...linkFor(here, relation, there) };
      expect(relationOf(link, here)).toEqual({ relation, other: there });
      expect(relationOf(link, there).other).toBe(here);
      expect(relationOf(link, there).relation === relation).toBe(relation === 'relates');
    }
  });
});
