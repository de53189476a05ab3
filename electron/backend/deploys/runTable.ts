import { z } from 'zod';
import { RunGate } from '../../../shared/deploys/deployGate.ts';
import { HopProbe, Outcome, type Run, RunStep } from '../../../shared/deploys/run.ts';
import type { EnvironmentId, ProjectId, Revision, RunId } from '../../../shared/ids.ts';
import { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { Database } from '../db/database.ts';

/** A run as it is kept: what the API shows less what only memory knows (how it is followed, how long its log is). */
export interface StoredRun extends Omit<Run, 'following' | 'logBytes'> {
  readonly request: string;
  /** The environment as it was when the run was confirmed; the run never reads later settings. */
  readonly settings: EnvironmentSettings;
  /** When the first byte of the run was sent to the target; null means that the target knows nothing of it. */
  readonly sentAt: number | null;
  /** Our clock minus the target's when the run started, in milliseconds; added to the times of its events. */
  readonly clockOffset: number;
}

type Row = {
  id: string;
  project_id: string;
  environment_id: string;
  environment_name: string;
  request: string;
  settings: string;
  revision: string;
  subject: string;
  previous: string | null;
  branch: string;
  actor: string;
  created_at: number;
  sent_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  state: StoredRun['state'];
  cancel_requested_at: number | null;
  clock_offset: number;
  steps: string;
  outcome: string | null;
  probes: string;
  gate: string | null;
};

const Steps = z.array(RunStep);
const Probes = z.array(HopProbe);

const decode = (row: Row): StoredRun => ({
  id: row.id as RunId,
  projectId: row.project_id as ProjectId,
  environmentId: row.environment_id as EnvironmentId,
  environmentName: row.environment_name,
  request: row.request,
  settings: EnvironmentSettings.parse(JSON.parse(row.settings)),
  revision: row.revision as Revision,
  subject: row.subject,
  previous: row.previous as Revision | null,
  branch: row.branch,
  actor: row.actor,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  state: row.state,
  cancelRequestedAt: row.cancel_requested_at,
  clockOffset: row.clock_offset,
  steps: Steps.parse(JSON.parse(row.steps)),
  outcome: row.outcome === null ? null : Outcome.parse(JSON.parse(row.outcome)),
  probes: Probes.parse(JSON.parse(row.probes)),
  gate: row.gate === null ? null : RunGate.parse(JSON.parse(row.gate)),
});

const encode = (run: StoredRun): Row => ({
  id: run.id,
  project_id: run.projectId,
  environment_id: run.environmentId,
  environment_name: run.environmentName,
  request: run.request,
  settings: JSON.stringify(run.settings),
  revision: run.revision,
  subject: run.subject,
  previous: run.previous,
  branch: run.branch,
  actor: run.actor,
  created_at: run.createdAt,
  sent_at: run.sentAt,
  started_at: run.startedAt,
  ended_at: run.endedAt,
  state: run.state,
  cancel_requested_at: run.cancelRequestedAt,
  clock_offset: run.clockOffset,
  steps: JSON.stringify(run.steps),
  outcome: run.outcome === null ? null : JSON.stringify(run.outcome),
  probes: JSON.stringify(run.probes),
  gate: run.gate === null ? null : JSON.stringify(run.gate),
});

export const insertRun = (db: Database, run: StoredRun): void => {
  db.prepare<Row>(
    `INSERT INTO run (id, project_id, environment_id, environment_name, request, settings, revision, subject, previous, branch, actor,
       created_at, sent_at, started_at, ended_at, state, cancel_requested_at, clock_offset, steps, outcome, probes, gate)
     VALUES (@id, @project_id, @environment_id, @environment_name, @request, @settings, @revision, @subject, @previous, @branch, @actor,
       @created_at, @sent_at, @started_at, @ended_at, @state, @cancel_requested_at, @clock_offset, @steps, @outcome, @probes, @gate)`,
  ).run(encode(run));
};

/** Writes what may change in a run's life; what was confirmed never does. */
export const updateRun = (db: Database, run: StoredRun): void => {
  const { id, sent_at, started_at, ended_at, state, cancel_requested_at, clock_offset, steps, outcome, probes } =
    encode(run);
  db.prepare(
    `UPDATE run SET sent_at = @sent_at, started_at = @started_at, ended_at = @ended_at, state = @state,
       cancel_requested_at = @cancel_requested_at, clock_offset = @clock_offset, steps = @steps, outcome = @outcome, probes = @probes
     WHERE id = @id`,
  ).run({ id, sent_at, started_at, ended_at, state, cancel_requested_at, clock_offset, steps, outcome, probes });
};

const first = (row: Row | undefined): StoredRun | null => (row === undefined ? null : decode(row));

export const findRun = (db: Database, id: RunId): StoredRun | null =>
  first(db.prepare<[string], Row>('SELECT * FROM run WHERE id = ?').get(id));

export const findRunByRequest = (db: Database, request: string): StoredRun | null =>
  first(db.prepare<[string], Row>('SELECT * FROM run WHERE request = ?').get(request));

export const activeRun = (db: Database, environment: EnvironmentId): StoredRun | null =>
  first(db.prepare<[string], Row>(`SELECT * FROM run WHERE environment_id = ? AND state <> 'ended'`).get(environment));

/** The newest run of the environment that has ended. */
export const lastRun = (db: Database, environment: EnvironmentId): StoredRun | null =>
  first(
    db
      .prepare<[string], Row>(`SELECT * FROM run WHERE environment_id = ? AND state = 'ended' ORDER BY id DESC LIMIT 1`)
      .get(environment),
  );

export const unfinishedRuns = (db: Database): readonly StoredRun[] =>
  db.prepare<[], Row>(`SELECT * FROM run WHERE state <> 'ended' ORDER BY id`).all().map(decode);

/** Newest first; `limit` + 1 rows are never more than the caller asked for, so it asks for one more to know whether there are more. */
export const runHistory = (
  db: Database,
  {
    project,
    environment,
    before,
    limit,
  }: {
    readonly project: ProjectId;
    readonly environment: EnvironmentId | null;
    readonly before: RunId | null;
    readonly limit: number;
  },
): readonly StoredRun[] =>
  db
    .prepare<[string, string | null, string | null, string | null, string | null, number], Row>(
      `SELECT * FROM run WHERE project_id = ? AND (? IS NULL OR environment_id = ?) AND (? IS NULL OR id < ?)
       ORDER BY id DESC LIMIT ?`,
    )
    .all(project, environment, environment, before, before, limit)
    .map(decode);

export const runIdsOf = (db: Database, environment: EnvironmentId): readonly RunId[] =>
  db
    .prepare<[string], { id: string }>('SELECT id FROM run WHERE environment_id = ?')
    .all(environment)
    .map(({ id }) => id as RunId);

/** How many runs of the environment were let through although something was open. */
export const countOverrides = (db: Database, environment: EnvironmentId): number =>
  db
    .prepare<[string], { count: number }>(
      `SELECT count(*) AS count FROM run WHERE environment_id = ? AND json_extract(gate, '$.override') IS NOT NULL`,
    )
    .get(environment)?.count ?? 0;

export const deleteRunsOf = (db: Database, environment: EnvironmentId): void => {
  db.prepare<[string]>('DELETE FROM run WHERE environment_id = ?').run(environment);
};
