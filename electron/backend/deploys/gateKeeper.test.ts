import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CalendarDate } from '../../../shared/calendarDate.ts';
import type { Commit, DeployPlan } from '../../../shared/deploys/contract.ts';
import type { GatedChange } from '../../../shared/deploys/deployGate.ts';
import { Failure } from '../../../shared/errors.ts';
import { EnvironmentId, ItemId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { QaFacts } from '../../../shared/qa/qaFacts.ts';
import { QaRunId } from '../../../shared/qa/qaRun.ts';
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
const asked = { ...override, seen: ['4f2a9c1 has no QA run.'] };

const keeper = (over: Partial<GateKeeperDeps> = {}) =>
  createGateKeeper({
    log: keptLog(),
    today: () => CalendarDate.parse('2026-01-15'),
    environmentOf: () => environment,
    policyOf: () => ({ gated: true, untracked: 'warn' }),
    changesIn: async () => [],
    catchUp: async () => {},
    qaOf: () => ({ revision, run: null }),
    ...over,
  });

/** A target whose head is that revision, and where another one runs. */
const reading =
  (gate: ReturnType<typeof keeper>, head = revision, over: Partial<DeployPlan['target']> = {}) =>
  async (): Promise<DeployPlan> => {
    const running = Revision.parse('0'.repeat(40));
    const target = { head, commits: [], truncated: false, running, ...over } as unknown as DeployPlan['target'];
    return { target, gate: await gate.judge(environment, target, new AbortController().signal) } as DeployPlan;
  };

const admit = (
  gate: ReturnType<typeof keeper>,
  given: { override: typeof asked | null },
  head = revision,
  over: Partial<DeployPlan['target']> = {},
) => gate.admit({ environment: production, revision, ...given }, reading(gate, head, over));

const commit = { revision, subject: 'Log in', author: 'Ada', at: 1 } satisfies Commit;
const change = {
  id: ChangeId.parse(project),
  title: 'Log in',
  item: null,
  revisions: [revision],
  state: 'satisfied',
  open: [],
} satisfies GatedChange;
const passed: QaFacts = {
  revision,
  run: {
    id: QaRunId.parse('00000000-0000-4000-8000-0000000000a3'),
    name: 'Candidate 1',
    state: 'finished',
    counts: { pass: 1, fail: 0, blocked: 0, 'not-run': 0, requiredOpen: 0 },
    endedAt: 5,
    open: [],
  },
};

describe('the deploy gate at the start of a run', () => {
  it('T2 refuses what is open, whatever the page said, and names it', async () => {
    await expect(admit(keeper(), { override: null })).rejects.toThrow(
      /gate of production is closed: 4f2a9c1 has no QA run/,
    );
  });

  it('T2 lets it through by an override that says what was open', async () => {
    expect(await admit(keeper(), { override: asked })).toEqual({
      open: ['4f2a9c1 has no QA run.'],
      warnings: [],
      qaRun: null,
      changes: [],
      override,
    });
    const reviewed = keeper({ changesIn: async () => [change] });
    expect(await admit(reviewed, { override: asked })).toMatchObject({
      changes: [{ id: change.id, title: change.title, state: change.state }],
    });
  });

  it('T7 refuses a day that has passed', async () => {
    await expect(admit(keeper(), { override: { ...asked, due: '2026-01-14' } })).rejects.toThrow(/has passed/);
    expect(await admit(keeper(), { override: { ...asked, due: '2026-01-15' } })).toMatchObject({
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
    await expect(admit(keeper(), { override: asked }, Revision.parse('0'.repeat(40)))).rejects.toThrow(
      /is 0000000 now/,
    );
  });

  it('T7 does not stretch an override over what was not open when it was given', async () => {
    const vetoed: GatedChange = { ...change, state: 'unsatisfied', open: ['No veto: vetoed by Grace'] };
    await expect(admit(keeper({ changesIn: async () => [vetoed] }), { override: asked })).rejects.toThrow(
      /given before this was open: “Log in” was merged with its gate open: No veto: vetoed by Grace\.$/,
    );
    // What was done since needs no word of it.
    const both = { ...asked, seen: [...asked.seen, 'Something that is done by now.'] };
    expect(await admit(keeper(), { override: both })).toMatchObject({ open: asked.seen, override });
    expect(await admit(keeper({ qaOf: () => passed }), { override: asked })).toMatchObject({
      open: [],
      override: null,
    });
  });

  it('T2 judges by the tier that the environment has when it starts, whatever the page was opened on', async () => {
    let tier: Environment['tier'] = 'staging';
    const gate = keeper({ environmentOf: () => ({ ...environment, tier }) });
    expect(await admit(gate, { override: null })).toBeNull();
    tier = 'production';
    await expect(admit(gate, { override: null })).rejects.toThrow(/is closed/);
  });

  it('T2 refuses an environment that was changed while its target was asked', async () => {
    let now: Environment = environment;
    const gate = keeper({ environmentOf: () => now, qaOf: () => passed });
    const plan = reading(gate);
    const changed = async () => {
      const read = await plan();
      now = { ...environment, appPath: '/srv/other' };
      return read;
    };
    await expect(gate.admit({ environment: production, revision, override: null }, changed)).rejects.toThrow(
      /settings of production were changed/,
    );
  });

  it('T2 asks QA after the reviews, which may take long: a run that is taken up meanwhile counts', async () => {
    let qa: QaFacts = passed;
    const gate = keeper({
      qaOf: () => qa,
      changesIn: async () => {
        qa = { revision, run: passed.run && { ...passed.run, state: 'running' } };
        return [change];
      },
    });
    await expect(admit(gate, { override: null })).rejects.toThrow(/“Candidate 1” of 4f2a9c1 is not finished/);
  });

  it('T2 looks at the origin before it says that no review brought a commit', async () => {
    let fetched = 0;
    const unreviewed: GatedChange = { ...change, state: 'unsatisfied', open: ['1 approval'] };
    const gate = keeper({
      qaOf: () => passed,
      changesIn: async () => (fetched === 0 ? [] : [unreviewed]),
      catchUp: async () => {
        fetched += 1;
      },
    });
    const target = { commits: [commit] };
    await expect(admit(gate, { override: null }, revision, target)).rejects.toThrow(/gate open: 1 approval/);
    await expect(admit(gate, { override: null }, revision, target)).rejects.toThrow(/gate open: 1 approval/);
    expect(fetched).toBe(1);
    const cut = keeper({
      qaOf: () => passed,
      catchUp: () => Promise.reject(new Failure('STORAGE', 'The origin does not answer.', { act: 'x' })),
    });
    await expect(admit(cut, { override: null }, revision, target)).rejects.toThrow(
      /cannot be told: The origin does not answer/,
    );
    expect(await admit(cut, { override: null })).toMatchObject({ open: [] });
  });

  it('T2 judges the head of a first deploy, although the checkout is there already', async () => {
    const unreviewed: GatedChange = { ...change, state: 'unsatisfied', open: ['1 approval'] };
    const gate = keeper({
      qaOf: () => passed,
      changesIn: async (_, commits) => (commits.includes(revision) ? [unreviewed] : []),
    });
    await expect(admit(gate, { override: null }, revision, { running: null })).rejects.toThrow(/gate open: 1 approval/);
  });

  it('T1 does not take commits that cannot be told for none', async () => {
    const lost = { truncated: true };
    await expect(admit(keeper({ qaOf: () => passed }), { override: null }, revision, lost)).rejects.toThrow(
      /Which commits would go out cannot be told/,
    );
  });

  it('T2 asks of an older release, which brings no commits, that it was tested itself', async () => {
    const older = { commits: [], removed: 3 };
    await expect(admit(keeper(), { override: null }, revision, older)).rejects.toThrow(/4f2a9c1 has no QA run/);
    expect(await admit(keeper({ qaOf: () => passed }), { override: null }, revision, older)).toMatchObject({
      open: [],
      qaRun: passed.run?.id,
    });
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

  it('T7 of a second window makes neither a run nor a second follow-up', async () => {
    const made: ItemId[] = [];
    const deploys = service(() => {
      const item = ItemId.parse(randomUUID());
      made.push(item);
      return { item, itemKey: 'SA-1' };
    });
    deploys.start({ ...request, request: randomUUID() });
    expect(() => deploys.start({ ...request, request: randomUUID() })).toThrow(/is being deployed by lead@desk/);
    expect(made).toHaveLength(1);
    expect(deploys.summary(project)).toMatchObject([{ overrides: 1 }]);
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
