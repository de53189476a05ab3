import { countedInWords, type KeptOfProject } from '../keptOfProject.ts';
import { countChanges } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** What reviews keep of a project. What marks their commits in a folder of the user's stays there, as everything in it does. */
export const createKeptOfReviews = ({ db }: Pick<ReviewDeps, 'db'>): KeptOfProject => ({
  inWords: (project) =>
    countedInWords(countChanges(db, project), 'change', ' under review or merged, with comments, votes and overrides'),
  goingOn: () => null,
  remove: () => () => {},
});
