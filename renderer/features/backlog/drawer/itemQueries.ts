import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ItemId } from '../../../../shared/ids.ts';
import { api } from '../../../backend/client.ts';

/** Everything of one item: its description, comments and links. */
export const detailOf = (item: ItemId) => api.backlog.detail.queryOptions({ input: { item } });

/** Acts of one page of an item's history. */
const HISTORY_PAGE = 30;

/** What was done to an item, newest first, page after page. */
export const itemHistoryOf = (item: ItemId) =>
  infiniteQueryOptions(
    api.ledger.history.infiniteOptions({
      input: (before: number | null) => ({ entity: 'item', id: item, before, limit: HISTORY_PAGE }),
      initialPageParam: null as number | null,
      getNextPageParam: ({ entries, more }) => (more ? (entries.at(-1)?.sequence ?? null) : null),
    }),
  );
