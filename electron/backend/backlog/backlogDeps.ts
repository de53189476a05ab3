import type { MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';

/** What the backlog asks of the other features. */
export interface BacklogSurroundings {
  /** A project's key; null when there is no such project. */
  readonly keyOf: (project: ProjectId) => string | null;
  readonly memberOf: (member: MemberId) => Pick<Member, 'projectId' | 'name'> | null;
  readonly sprintOf: (sprint: SprintId) => Pick<Sprint, 'projectId' | 'name' | 'state'> | null;
  /** The IANA time zone that a project without settings plans in. */
  readonly timeZone: string;
}

export interface BacklogDeps extends BacklogSurroundings {
  readonly db: Database;
  readonly acts: Pick<Acts, 'commit'>;
  /** Who acts, as comments name them. */
  readonly actor: string;
}
