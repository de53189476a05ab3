import type { ItemFilter } from '../../../shared/backlog/itemFilter.ts';
import type { ListLayout, SavedView, ViewId } from '../../../shared/backlog/savedView.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = { id: string; project_id: string; name: string; filter: string; layout: string };

const decode = (row: Row): SavedView => ({
  id: row.id as ViewId,
  projectId: row.project_id as ProjectId,
  name: row.name,
  filter: JSON.parse(row.filter) as ItemFilter,
  layout: JSON.parse(row.layout) as ListLayout,
});
const encode = ({ id, projectId, name, filter, layout }: SavedView): Row => ({
  id,
  project_id: projectId,
  name,
  filter: JSON.stringify(filter),
  layout: JSON.stringify(layout),
});

const COLUMNS = 'id, project_id, name, filter, layout';

/** By name. */
export const listViews = (db: Database, project: ProjectId): readonly SavedView[] =>
  statement<[string], Row>(db, `SELECT ${COLUMNS} FROM saved_view WHERE project_id = ? ORDER BY name, id`)
    .all(project)
    .map(decode);

export const readView = (db: Database, id: string): SavedView | null => {
  const row = statement<[string], Row>(db, `SELECT ${COLUMNS} FROM saved_view WHERE id = ?`).get(id);
  return row === undefined ? null : decode(row);
};

/** How acts read and write saved views. */
export const createViewActTable = (db: Database): ActTable<'view'> => ({
  read: (id) => readView(db, id),
  insert: (view) => {
    statement<Row>(db, `INSERT INTO saved_view (${COLUMNS}) VALUES (@id, @project_id, @name, @filter, @layout)`).run(
      encode(view),
    );
  },
  update: (view) => {
    statement<Row>(
      db,
      'UPDATE saved_view SET project_id = @project_id, name = @name, filter = @filter, layout = @layout WHERE id = @id',
    ).run(encode(view));
  },
  remove: ({ id }) => {
    statement<[string]>(db, 'DELETE FROM saved_view WHERE id = ?').run(id);
  },
  nameOf: ({ name }) => `the view ${name}`,
});
