import type { Place } from '../../../shared/backlog/contract.ts';
import { contradictsScore } from '../../../shared/backlog/contradictsScore.ts';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { ScoreWeights } from '../../../shared/backlog/planningSettings.ts';
import { ranksBetween } from '../../../shared/backlog/ranksBetween.ts';
import type { RankedItem } from '../../../shared/backlog/reorderRanks.ts';
import { scoreOf } from '../../../shared/backlog/scoreOf.ts';
import { RANK_MAX, spreadRanks } from '../../../shared/backlog/spreadRanks.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Edit } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import { needItemOf } from './backlogGuards.ts';
import { firstRank, itemAbove, lastItem, listRanks, nearestRated, rankBehind } from './itemOrderTable.ts';

/** The ranks between which a place lies, in the order of all items of the project, whatever list shows them. */
export interface Gap {
  readonly above: string | null;
  readonly below: string | null;
}

/** Where a place is, if the items that move there were not in the way. Throws GONE when the item to stand behind is not there. */
export const gapAt = (db: Database, project: ProjectId, place: Place, moving: ReadonlySet<ItemId> = new Set()): Gap => {
  let anchor = anchorOf(db, project, place);
  while (anchor !== null && moving.has(anchor.id)) anchor = itemAbove(db, project, anchor.rank);
  return anchor === null
    ? { above: null, below: firstRank(db, project) }
    : { above: anchor.rank, below: rankBehind(db, project, anchor.rank) };
};

/** The item right behind which a place is; null for the top. */
const anchorOf = (db: Database, project: ProjectId, place: Place): RankedItem | null => {
  if (place === 'top') return null;
  return place === 'bottom' ? lastItem(db, project) : needItemOf({ db }, project, place.after);
};

/** Gives so many new ranks in a gap to what `write` does with them, and spreads the neighbourhood when they have grown long. */
export const fillGap = (
  db: Database,
  edit: Edit,
  project: ProjectId,
  { above, below }: Gap,
  count: number,
  write: (ranks: readonly string[]) => void,
): void => {
  const ranks = ranksBetween(above, below, count);
  write(ranks);
  if (ranks.some((rank) => rank.length > RANK_MAX)) spread(db, edit, project, ranks);
};

const spread = (db: Database, edit: Edit, project: ProjectId, grown: readonly string[]): void => {
  const all = listRanks(db, project);
  const first = all.findIndex(({ rank }) => rank === grown[0]);
  const { from, ranks } = spreadRanks(
    all.map(({ rank }) => rank),
    first,
    first + grown.length - 1,
  );
  for (const [at, rank] of ranks.entries()) {
    const item = all[from + at];
    if (item !== undefined) edit.update('item', item.id, { rank });
  }
};

/** Whether each of the items, put into a gap together, would contradict its score there. */
export const contradictions = (
  db: Database,
  items: readonly StoredItem[],
  ranks: readonly string[],
  weights: ScoreWeights,
): readonly boolean[] => {
  const scores = items.map((item) => (item.endedAt === null ? scoreOf(item, weights) : null));
  const [first] = items;
  if (first === undefined || scores.every((score) => score === null)) return scores.map(() => false);
  const moving = new Set(items.map(({ id }) => id));
  const neighbour = (start: string, side: 'above' | 'below'): number | null => {
    let rated = nearestRated(db, first.projectId, start, side, weights.effort > 0);
    while (rated !== null && moving.has(rated.id))
      rated = nearestRated(db, first.projectId, rated.rank, side, weights.effort > 0);
    return rated === null ? null : scoreOf(rated, weights);
  };
  const above = neighbour(ranks[0] ?? '', 'above');
  const below = neighbour(ranks.at(-1) ?? '', 'below');
  return scores.map((score) => contradictsScore(score, above, below));
};

/** Puts items together into a gap, in the order given, and notes which of them contradict their score there. */
export const placeItems = (
  db: Database,
  edit: Edit,
  items: readonly StoredItem[],
  gap: Gap,
  weights: ScoreWeights,
  fields: Partial<StoredItem> = {},
): void => {
  const [first] = items;
  if (first === undefined) return;
  fillGap(db, edit, first.projectId, gap, items.length, (ranks) => {
    const byHand = contradictions(db, items, ranks, weights);
    for (const [at, { id }] of items.entries())
      edit.update('item', id, { ...fields, rank: ranks[at] ?? '', placedByHand: byHand[at] ?? false });
  });
};
