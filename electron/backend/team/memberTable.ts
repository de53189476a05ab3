import type { MemberId, ProjectId } from '../../../shared/ids.ts';
import { sameName } from '../../../shared/projects/sameName.ts';
import { type Member, MemberSettings } from '../../../shared/team/member.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: string; project_id: string; name: string; settings: string };

const decode = ({ id, project_id, settings }: Row): Member => ({
  ...MemberSettings.parse(JSON.parse(settings)),
  id: id as MemberId,
  projectId: project_id as ProjectId,
});

const encode = ({ id, projectId, ...settings }: Member): Row => ({
  id,
  project_id: projectId,
  name: settings.name,
  settings: JSON.stringify(MemberSettings.parse(settings)),
});

const COLUMNS = 'id, project_id, name, settings';

/** The team of a project by name, also those who left. */
export const listMembers = (db: Database, project: ProjectId): readonly Member[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM member WHERE project_id = ? ORDER BY name, id`)
    .all(project)
    .map(decode);

export const getMember = (db: Database, id: string): Member | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM member WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** The member of the team whose name people would take for this one's; null when there is none. */
export const namesakeOf = (db: Database, { id, projectId, name }: Member): Member | null =>
  listMembers(db, projectId).find((other) => other.id !== id && sameName(other.name, name)) ?? null;

/** How acts read and write members. `dependents` gives what would be left without a member: items assigned to it, sprints it is in. */
export const createMemberActTable = (
  db: Database,
  dependents: (member: MemberId) => readonly { readonly id: string; readonly name: string }[],
): ActTable<'member'> => ({
  read: (id) => getMember(db, id),
  insert: (member) => {
    statement<object>(db, `INSERT INTO member (${COLUMNS}) VALUES (@id, @project_id, @name, @settings)`).run(
      encode(member),
    );
  },
  update: (member) => {
    statement<object>(db, 'UPDATE member SET name = @name, settings = @settings WHERE id = @id').run(encode(member));
  },
  remove: ({ id }) => {
    statement<[string]>(db, 'DELETE FROM member WHERE id = ?').run(id);
  },
  nameOf: ({ name }) => name,
  objections: (id) => {
    const member = getMember(db, id);
    const namesake = member === null ? null : namesakeOf(db, member);
    return namesake === null ? [] : [`There is a member named ${namesake.name} now`];
  },
  dependents: ({ id }) => dependents(id),
});
