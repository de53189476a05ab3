import type { CalendarDate } from '../../../shared/calendarDate.ts';
import { Failure } from '../../../shared/errors.ts';
import type { MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Commitment, Sprint, SprintReport } from '../../../shared/sprints/sprint.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { sprintObjection } from './sprintObjection.ts';

type Row = {
  id: string;
  project_id: string;
  name: string;
  start: string;
  end: string;
  state: Sprint['state'];
  plan: string;
  commitment: string | null;
  report: string | null;
};
/** What the column `plan` holds. */
type Plan = Pick<Sprint, 'goals' | 'members' | 'teamDaysOff'>;

const decode = (row: Row): Sprint => ({
  id: row.id as SprintId,
  projectId: row.project_id as ProjectId,
  name: row.name,
  start: row.start as CalendarDate,
  end: row.end as CalendarDate,
  state: row.state,
  ...(JSON.parse(row.plan) as Plan),
  commitment: row.commitment === null ? null : (JSON.parse(row.commitment) as Commitment),
  report: row.report === null ? null : (JSON.parse(row.report) as SprintReport),
});

const encode = ({ id, projectId, name, start, end, state, commitment, report, ...plan }: Sprint): Row => ({
  id,
  project_id: projectId,
  name,
  start,
  end,
  state,
  plan: JSON.stringify({
    goals: plan.goals,
    members: plan.members,
    teamDaysOff: plan.teamDaysOff,
  } satisfies Plan),
  commitment: commitment === null ? null : JSON.stringify(commitment),
  report: report === null ? null : JSON.stringify(report),
});

const COLUMNS = 'id, project_id, name, start, "end", state, plan, commitment, report';

/** The sprints of a project in the order of their days. */
export const listSprints = (db: Database, project: ProjectId): readonly Sprint[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM sprint WHERE project_id = ? ORDER BY start, "end", id`)
    .all(project)
    .map(decode);

export const getSprint = (db: Database, id: string): Sprint | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM sprint WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** The project's active sprint, of which there is one at most. */
export const activeSprintOf = (db: Database, project: ProjectId): SprintId | null =>
  (statement<[string], string>(db, `SELECT id FROM sprint WHERE project_id = ? AND state = 'active'`)
    .pluck()
    .get(project) as SprintId | undefined) ?? null;

/** The sprints in which a member works or worked, in the order of their days. */
export const listSprintsOfMember = (db: Database, member: MemberId): readonly Pick<Sprint, 'id' | 'name'>[] =>
  statement<[string], Pick<Sprint, 'id' | 'name'>>(
    db,
    `SELECT id, name FROM sprint
     WHERE EXISTS (SELECT 1 FROM json_each(sprint.plan, '$.members') WHERE json_extract(value, '$.member') = ?)
     ORDER BY start, id`,
  ).all(member);

const closed = (name: string) =>
  new Failure('REFUSED', `${name} is closed: it never changes again.`, {
    act: 'Look at its report, or change a sprint that is not closed.',
  });

/** How acts read and write sprints. A closed one is never written: REFUSED. `itemsIn` gives what would be left without a sprint: its items. */
export const createSprintActTable = (
  db: Database,
  itemsIn: (sprint: SprintId) => readonly { readonly id: string; readonly name: string }[],
  membersOf: (project: ProjectId) => readonly { readonly id: MemberId }[],
): ActTable<'sprint'> => ({
  read: (id) => getSprint(db, id),
  insert: (sprint) => {
    statement<object>(
      db,
      `INSERT INTO sprint (${COLUMNS})
       VALUES (@id, @project_id, @name, @start, @end, @state, @plan, @commitment, @report)`,
    ).run(encode(sprint));
  },
  update: (sprint) => {
    const { changes } = statement<object>(
      db,
      `UPDATE sprint SET name = @name, start = @start, "end" = @end, state = @state, plan = @plan, commitment = @commitment,
       report = @report WHERE id = @id AND state <> 'closed'`,
    ).run(encode(sprint));
    if (changes === 0) throw closed(getSprint(db, sprint.id)?.name ?? sprint.name);
  },
  remove: ({ id, name }) => {
    const { changes } = statement<[string]>(db, `DELETE FROM sprint WHERE id = ? AND state <> 'closed'`).run(id);
    if (changes === 0) throw closed(name);
  },
  nameOf: ({ name }) => name,
  objections: (id) => {
    const sprint = getSprint(db, id);
    if (sprint === null) return [];
    const others = listSprints(db, sprint.projectId).filter((other) => other.id !== id);
    const objection = sprintObjection(sprint, others, new Set(membersOf(sprint.projectId).map((each) => each.id)));
    return objection === null ? [] : [objection.message];
  },
  dependents: ({ id }) => itemsIn(id),
});
