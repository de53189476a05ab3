/** A commit and its parents, as `git rev-list --parents` gives them: newest first, children before their parents. */
export interface GraphCommit {
  readonly revision: string;
  readonly parents: readonly string[];
}

export interface AheadBehind {
  /** Commits that the branch has and the base has not. */
  readonly ahead: number;
  readonly behind: number;
}

/** Counts for many branches at once how far each is ahead of the base and behind it.
 *
 * The graph may leave out what all of them have in common: such a commit counts on neither side. git counts by the same sets (`git rev-list --left-right
 * --count base...branch`); one walk of the graph takes the place of one process a branch. Time is (commits not in common) × branches, at most. */
export const countAheadBehind = (
  graph: readonly GraphCommit[],
  base: string,
  heads: readonly string[],
): ReadonlyMap<string, AheadBehind> => {
  const numbers = new Map(graph.map(({ revision }, at) => [revision, at]));
  const parents = graph.map((commit) => commit.parents.flatMap((parent) => numbers.get(parent) ?? []));
  const reach = (from: string, stamp: number, stamps: Int32Array, visit: (at: number) => void): void => {
    const first = numbers.get(from);
    if (first === undefined) return;
    const waiting = [first];
    stamps[first] = stamp;
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      visit(at);
      for (const parent of parents[at] ?? [])
        if (stamps[parent] !== stamp) {
          stamps[parent] = stamp;
          waiting.push(parent);
        }
    }
  };
  const ofBase = new Uint8Array(graph.length);
  let size = 0;
  reach(base, 1, new Int32Array(graph.length), (at) => {
    ofBase[at] = 1;
    size += 1;
  });
  const stamps = new Int32Array(graph.length);
  const found = new Map<string, AheadBehind>();
  for (const [index, head] of heads.entries()) {
    let ahead = 0;
    let shared = 0;
    reach(head, index + 1, stamps, (at) => {
      if (ofBase[at] === 1) shared += 1;
      else ahead += 1;
    });
    found.set(head, { ahead, behind: size - shared });
  }
  return found;
};
