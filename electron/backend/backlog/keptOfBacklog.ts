import type { Database } from '../db/database.ts';
import { countedInWords, type KeptOfProject } from '../keptOfProject.ts';
import { countItemsByStatus } from './itemTable.ts';

/** What the backlog keeps of a project: rows alone. */
export const keptOfBacklog = (db: Database): KeptOfProject => ({
  inWords: (project) => {
    const items = [...countItemsByStatus(db, project).values()].reduce((sum, count) => sum + count, 0);
    return countedInWords(items, 'item', ' of the backlog');
  },
  goingOn: () => null,
  remove: () => () => {},
});
