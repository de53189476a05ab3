import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { ItemId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { KeptItem } from '../../../shared/sprints/sprintItemOf.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';

/** What sprints ask of the other features. */
export interface SprintSurroundings {
  readonly hasProject: (project: ProjectId) => boolean;
  readonly settingsOf: (project: ProjectId) => PlanningSettings;
  /** The team by name, also those who left. */
  readonly membersOf: (project: ProjectId) => readonly Member[];
  /** The items of a sprint by rank, those in the inbox too, with their parts and with what they are parts of. */
  readonly itemsAround: (sprint: SprintId) => readonly KeptItem[];
  readonly projectOfItem: (item: ItemId) => ProjectId | null;
}

export interface SprintsDeps extends SprintSurroundings {
  readonly db: Database;
  readonly acts: Pick<Acts, 'commit'>;
  /** Says which day it is today. */
  readonly clock: { readonly now: () => number };
}
