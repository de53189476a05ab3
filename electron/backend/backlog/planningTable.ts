import { defaultSettings } from '../../../shared/backlog/defaultSettings.ts';
import { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { statusIn } from '../../../shared/backlog/statusIn.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ActTable } from '../db/actTable.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import { countItemsByStatus } from './itemTable.ts';

type Row = { project_id: string; settings: string };

/** Settings are kept as text, which is read again only when it is another one: every act of planning asks for them. */
const decoded = new Map<string, PlanningSettings>();
const KNOWN_TEXTS = 50;

const decode = ({ settings }: Row): PlanningSettings => {
  const known = decoded.get(settings);
  if (known !== undefined) return known;
  const read = PlanningSettings.parse(JSON.parse(settings));
  if (decoded.size >= KNOWN_TEXTS) decoded.clear();
  decoded.set(settings, read);
  return read;
};

const readRow = (db: Database, project: string): Row | null =>
  statement<[string], Row>(db, 'SELECT project_id, settings FROM planning WHERE project_id = ?').get(project) ?? null;

const defaults = new Map<string, PlanningSettings>();

/** How a project plans; as Pitwall proposes it, in the system's time zone, until somebody says otherwise. */
export const planningSettingsOf = (db: Database, project: ProjectId, systemTimeZone: string): PlanningSettings => {
  const row = readRow(db, project);
  if (row !== null) return decode(row);
  const known = defaults.get(systemTimeZone) ?? defaultSettings(systemTimeZone);
  defaults.set(systemTimeZone, known);
  return known;
};

/** How acts read and write the settings of projects. */
export const createPlanningActTable = (db: Database, systemTimeZone: string): ActTable<'planning'> => ({
  read: (id) => {
    const row = readRow(db, id);
    return row === null ? null : { id: row.project_id as ProjectId, settings: decode(row) };
  },
  insert: ({ id, settings }) => {
    statement<[string, string]>(db, 'INSERT INTO planning (project_id, settings) VALUES (?, ?)').run(
      id,
      JSON.stringify(settings),
    );
  },
  update: ({ id, settings }) => {
    statement<[string, string]>(db, 'UPDATE planning SET settings = ? WHERE project_id = ?').run(
      JSON.stringify(settings),
      id,
    );
  },
  remove: ({ id }) => {
    statement<[string]>(db, 'DELETE FROM planning WHERE project_id = ?').run(id);
  },
  nameOf: () => 'the settings of planning',
  objections: (project) => {
    const { workflow } = planningSettingsOf(db, project, systemTimeZone);
    return [...countItemsByStatus(db, project)]
      .filter(([status]) => statusIn(workflow, status) === null)
      .map(([status, count]) => `${count === 1 ? 'An item is' : `${count} items are`} in the status “${status}” now`);
  },
});
