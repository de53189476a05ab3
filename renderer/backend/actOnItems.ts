import type { QueryClient } from '@tanstack/react-query';
import type { Item } from '../../shared/backlog/item.ts';
import type { ProjectId } from '../../shared/ids.ts';
import { showItems } from './itemsQuery.ts';

/** Does an act whose outcome is known beforehand: the items are shown as they will be at once, then as the backend says.
 *
 * Throws what the backend refused with, after what was shown is put back. */
export const actOnItems = async (
  queries: QueryClient,
  project: ProjectId,
  shown: readonly Item[],
  act: () => Promise<readonly Item[]>,
): Promise<void> => {
  const putBack = showItems(queries, project, shown);
  try {
    showItems(queries, project, await act());
  } catch (error) {
    putBack();
    throw error;
  }
};
