import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalendarDate } from '../../../shared/calendarDate.ts';
import type { DeployPlan } from '../../../shared/deploys/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import { EnvironmentId, ItemId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { ChangeId } from '../../../shared/reviews/change.ts';
import { listLedger } from '../db/ledgerTable.ts';
import { type DatabaseFolder, databaseFolder, keptLog } from '../db/testing/databaseFolder.ts';
import { createChangeFeed } from '../live/createChangeFeed.ts';
import { createRunLogs } from '../logs/runLogs.ts';
import { getEnvironment, insertEnvironment } from '../projects/environmentTable.ts';
import { insertProject } from '../projects/projectTable.ts';
import { sampleEnvironment } from '../projects/testing/projectBed.ts';
import { createDeployService, type DeployServiceDeps, type JudgedDeploy } from './deployService.ts';
import { createGateKeeper, type GateKeeperDeps } from './gateKeeper.ts';

const project = ProjectId.parse('00000000-0000-4000-8000-0000000000a1');
const production = EnvironmentId.parse('00000000-0000-4000-8000-0000000000a2');
const revision = Revision.parse('4f2a9c1d'.repeat(5));
const environment: Environment = {
  ...sampleEnvironment('production'),
  tier: 'production',
  id: production,
  projectId: project,
  position: 0,
};
const override = { reason: 'The shop is down', due: '2026-02-01' };

const keeper = (over: Partial<GateKeeperDeps> = {}) =>
  createGateKeeper({
    log: keptLog(),
    today: () => CalendarDate.parse('2026-01-15'),
    environmentOf: () => environment,
    policyOf: () => ({ gated: true, untracked: 'warn' }),
    changesIn: async () => [],
    qaOf: () => ({ revision, run: null }),
    ...over,
  });

/** A target whose head is that revision. */
const reading =
  (gate: ReturnType<typeof keeper>, head = revision) =>
  async (): Promise<DeployPlan> => {
    const target = { head, commits: [], truncated: false, running: null } as unknown as DeployPlan['target'];
    return { target, gate: await gate.judge(environment, target, new AbortController().signal) } as DeployPlan;
  };

const admit = (gate: ReturnType<typeof keeper>, asked: { override: typeof override | null }, head = revision) =>
  gate.admit({ environment: production, revision, ...asked }, reading(gate, head));

describe('the deploy gate at the start of a run', () => {
  it('T2 refuses what is open, whatever the page said, and names it', async () => {
    await expect(admit(keeper(), { override: null })).rejects.toThrow(
      /gate of production is closed: 4f2a9c1 has no QA run/,
    );
  });

  it('T2 lets it through by an override that says what was open', async () => {
    expect(await admit(keeper(), { override })).toEqual({
      open: ['4f2a9c1 has no QA run.'],
      warnings: [],
      qaRun: null,
      changes: [],
      override,
    });
    const change = { id: ChangeId.parse(project), title: 'Log in', state: 'satisfied' } as const;
    const reviewed = keeper({ changesIn: async () => [{ ...change, item: null, revisions: [], open: [] }] });
    expect(await admit(reviewed, { override })).toMatchObject({ changes: [change] });
  });

  it('T7 refuses a day that has passed', async () => {
    await expect(admit(keeper(), { override: { ...override, due: '2026-01-14' } })).rejects.toThrow(/has passed/);
    expect(await admit(keeper(), { override: { ...override, due: '2026-01-15' } })).toMatchObject({
      override: { due: '2026-01-15' },
    });
  });

  it('T2 does not ask staging, nor a project whose policy is off', async () => {
    const never = () => Promise.reject(new Error('asked'));
    const staging = keeper({ environmentOf: () => ({ ...environment, tier: 'staging' }) });
    const off = keeper({ policyOf: () => ({ gated: false, untracked: 'warn' }) });
    for (const gate of [staging, off])
      expect(await gate.admit({ environment: production, revision, override: null }, never)).toBeNull();
  });

  it('T2 refuses a revision that is no longer the head', async () => {
    await expect(admit(keeper(), { override }, Revision.parse('0'.repeat(40)))).rejects.toThrow(/is 0000000 now/);
  });

  it('T1 takes what falls over for open, never for done', async () => {
    const broken = keeper({
      changesIn: () => Promise.reject(new Failure('STORAGE', 'The clone is damaged.', { act: 'x' })),
      qaOf: () => {
        throw new Error('surprise');
      },
    });
    await expect(admit(broken, { override: null })).rejects.toThrow(
      /The clone is damaged[\s\S]*could not read its QA runs/,
    );
  });
});

describe('the run of an overridden gate', () => {
  let folder: DatabaseFolder;
  let db: ReturnType<DatabaseFolder['open']>['db'];
  beforeEach(() => {
    folder = databaseFolder();
    db = folder.open().db;
    insertProject(db, { id: project, name: 'Sample', key: 'SA', description: '', practice: false, createdAt: 1 });
    insertEnvironment(db, environment);
  });
  afterEach(() => folder.remove());

  const service = (followUp: DeployServiceDeps['followUp']) =>
    createDeployService({
      db,
      feed: createChangeFeed(0),
      clock: folder.clock,
      log: folder.log,
      random: Math.random,
      notifier: { notify: () => {}, showOpenAlerts: () => {} },
      // The server does not answer while the test lasts.
      pool: {
        session: (_: unknown, signal: AbortSignal) =>
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      } as never,
      runner: {} as never,
      reserve: { spend: (work) => work() },
      runsFolder: folder.dir,
      runLogs: createRunLogs(folder.dir),
      actor: 'lead@desk',
      environmentOf: (id) => getEnvironment(db, id),
      environmentsOf: () => [production],
      followUp,
      secretsOf: () => [],
    });
  const gate: JudgedDeploy = { open: ['It has no QA run.'], warnings: [], qaRun: null, changes: [], override };
  const request = { environment: production, revision, subject: 'x', previous: null, confirm: 'production', gate };

  it('T7 keeps the reason, what was open and the follow-up for ever, and is counted', async () => {
    const item = ItemId.parse(randomUUID());
    const deploys = service(() => ({ item, itemKey: 'SA-1' }));
    const run = deploys.start({ ...request, request: randomUUID() });
    const kept = { ...override, item, itemKey: 'SA-1', by: 'lead@desk', at: folder.clock.now() };
    expect(run.gate).toEqual({ open: ['It has no QA run.'], warnings: [], qaRun: null, changes: [], override: kept });
    expect(deploys.summary(project)).toMatchObject([{ overrides: 1 }]);
    expect(() => db.exec('UPDATE run SET gate = NULL')).toThrow(/never changes/);
    expect(listLedger(db, { project, before: null, limit: 9 }).map(({ summary }) => summary)[0]).toBe(
      'Override the deploy gate of production: The shop is down',
    );
    await deploys.dispose();
  });

  it('T7 is not there when its follow-up cannot be made', async () => {
    const deploys = service(() => {
      throw new Error('no item');
    });
    const asked = randomUUID();
    expect(() => deploys.start({ ...request, request: asked })).toThrow('no item');
    expect(deploys.isKnown(asked)).toBe(false);
    expect(listLedger(db, { project, before: null, limit: 9 })).toEqual([]);
    await deploys.dispose();
  });
});
