import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../../shared/ids.ts';
import type { SprintItem } from '../../../shared/sprints/sprint.ts';
import { scopeChanges } from './scopeChanges.ts';

const item = (number: number, points: number | null): SprintItem => ({
  item: `item ${String(number)}` as ItemId,
  key: `SA-${String(number)}`,
  title: `Sample ${String(number)}`,
  points,
  assignee: null,
  alertBorn: false,
});

describe('the scope of a sprint since its start', () => {
  it('P12 tells what came, what went and what was estimated anew', () => {
    const changes = scopeChanges({ items: [item(1, 3), item(2, 5), item(3, null)] }, [
      item(1, 3),
      item(3, 2),
      item(4, 1),
    ]);
    expect(changes.added.map(({ key }) => key)).toEqual(['SA-4']);
    expect(changes.removed.map(({ key, points }) => [key, points])).toEqual([['SA-2', 5]]);
    expect(changes.reestimated.map(({ item: { key, points }, before }) => [key, before, points])).toEqual([
      ['SA-3', null, 2],
    ]);
  });

  it('P11 is empty while everything is as it was committed', () => {
    const same = [item(1, 3), item(2, null)];
    expect(scopeChanges({ items: same }, same)).toEqual({ added: [], removed: [], reestimated: [] });
  });
});
