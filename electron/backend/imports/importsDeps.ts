import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Clock } from '../clock.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';

/** What imports and exports need of the other features, handed over in backend.ts. */
export interface ImportsDeps {
  readonly db: Database;
  readonly clock: Clock;
  /** Holds the files that are being imported; nothing else may lie there. */
  readonly folder: string;
  readonly acts: Pick<Acts, 'commit'>;
  /** null when the project is gone. */
  readonly projectKeyOf: (project: ProjectId) => string | null;
  readonly settingsOf: (project: ProjectId) => PlanningSettings;
  readonly membersOf: (project: ProjectId) => readonly Member[];
  readonly sprintsOf: (project: ProjectId) => readonly Sprint[];
  readonly items: {
    readonly read: (id: string) => StoredItem | null;
    readonly bySource: (
      project: ProjectId,
      source: { readonly system: string; readonly externalId: string },
    ) => StoredItem | null;
    /** All of a project by rank. */
    readonly stored: (project: ProjectId) => readonly StoredItem[];
    /** The rank of the last item; null when there is none. */
    readonly lastRank: (project: ProjectId) => string | null;
  };
}
