import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAheadBehind, type GraphCommit } from './countAheadBehind.ts';

/** A random history: every commit has up to two earlier ones as its parents. */
const histories = fc.array(fc.array(fc.nat(), { maxLength: 2 }), { minLength: 1, maxLength: 40 }).map((choices) =>
  choices
    .map(
      (picks, at): GraphCommit => ({
        revision: `c${at}`,
        parents: at === 0 ? [] : [...new Set(picks.map((pick) => `c${pick % at}`))],
      }),
    )
    .reverse(),
);

/** What the words say: the set of all that can be reached from a commit. */
const reachable = (graph: readonly GraphCommit[], from: string): ReadonlySet<string> => {
  const found = new Set([from]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { revision, parents } of graph) if (found.has(revision)) for (const parent of parents) found.add(parent);
  }
  return found;
};

describe('countAheadBehind', () => {
  it('B2 counts as sets of reachable commits do, also when what all have in common is left out', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (graph, basePick, picks) => {
        const name = (pick: number) => `c${pick % graph.length}`;
        const base = name(basePick);
        const heads = [...new Set(picks.map(name))];
        const inBase = reachable(graph, base);
        const sets = new Map(heads.map((head) => [head, reachable(graph, head)]));
        const common = [...inBase].filter((each) => [...sets.values()].every((set) => set.has(each)));
        const cut = graph.filter(({ revision }) => !common.includes(revision));
        for (const known of [graph, cut]) {
          const counted = countAheadBehind(known, base, heads);
          for (const head of heads) {
            const ofHead = sets.get(head) ?? new Set();
            expect(counted.get(head)).toEqual({
              ahead: [...ofHead].filter((each) => !inBase.has(each)).length,
              behind: [...inBase].filter((each) => !ofHead.has(each)).length,
            });
          }
        }
      }),
    );
  });
});
