import { byRank } from '../../../shared/backlog/byRank.ts';
import { orderByScore } from '../../../shared/backlog/orderByScore.ts';
import { ranksBetween } from '../../../shared/backlog/ranksBetween.ts';
import { type RankedItem, reorderRanks } from '../../../shared/backlog/reorderRanks.ts';
import { scoreOf } from '../../../shared/backlog/scoreOf.ts';
import { RANK_MAX } from '../../../shared/backlog/spreadRanks.ts';
import type { ItemId, ProjectId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { needProject, settingsOf } from './backlogGuards.ts';
import { listItems } from './itemTable.ts';

/** Orders the open items by score. Every item that moves or loses its mark of being placed by hand is written, all in one act. */
export const rankByScore = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly project: ProjectId; readonly keepPlaced: boolean },
): { readonly moved: number } => {
  const { project, keepPlaced } = input;
  const projectKey = needProject(deps, project);
  return deps.acts.commit({ project, window: input.window }, (edit) => {
    const { weights } = settingsOf(deps, project);
    const all = listItems(deps.db, project, projectKey, null).toSorted(byRank);
    const open = all.filter(({ endedAt, triage }) => endedAt === null && triage === null);
    const wanted = orderByScore(
      open.map((item) => ({
        id: item.id,
        score: scoreOf(item, weights),
        kept: keepPlaced && item.placedByHand,
      })),
    );
    const ranks = shortened(all, reorderRanks(all, wanted));
    for (const { id } of all) {
      const rank = ranks.get(id);
      if (rank !== undefined) edit.update('item', id, { rank });
    }
    if (!keepPlaced)
      for (const { id, placedByHand } of open) if (placedByHand) edit.update('item', id, { placedByHand: false });
    return {
      result: { moved: ranks.size },
      act: {
        verb: 'item.rankByScore',
        entity: 'planning',
        id: project,
        summary: `Rank ${open.length === 1 ? 'an open item' : `${open.length} open items`} by score`,
      },
    };
  });
};

/** The ranks as given, or new ones for the whole list when some have grown long. */
const shortened = (all: readonly RankedItem[], ranks: ReadonlyMap<ItemId, string>): ReadonlyMap<ItemId, string> => {
  if ([...ranks.values()].every((rank) => rank.length <= RANK_MAX)) return ranks;
  const rankOf = (item: RankedItem) => ranks.get(item.id) ?? item.rank;
  const ordered = all.toSorted((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
  const fresh = ranksBetween(null, null, ordered.length);
  return new Map(ordered.map(({ id }, at) => [id, fresh[at] ?? '']));
};
