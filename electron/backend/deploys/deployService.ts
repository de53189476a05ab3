import { monotonicFactory } from 'ulid';
import type { EnvironmentSummary } from '../../../shared/deploys/contract.ts';
import type { GateOverride, RunGate } from '../../../shared/deploys/deployGate.ts';
import { deploySteps } from '../../../shared/deploys/deploySteps.ts';
import type { Outcome, Run, RunStep } from '../../../shared/deploys/run.ts';
import { Failure } from '../../../shared/errors.ts';
import { type EnvironmentId, type ItemId, type ProjectId, type Revision, RunId } from '../../../shared/ids.ts';
import type { LogNews } from '../../../shared/logs/logLine.ts';
import { type Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { SpaceReserve } from '../db/spaceReserve.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { RunLog } from '../logs/runLogFile.ts';
import type { RunLogs } from '../logs/runLogs.ts';
import { createWakeUp, type WakeUp } from '../logs/wakeUp.ts';
import type { Notifier } from '../notifier.ts';
import type { SshPool } from '../ssh/sshPool.ts';
import { followRun } from './followRun.ts';
import { createLiveRun, type LiveRun, withoutPrivate } from './liveRun.ts';
import {
  activeRun,
  countOverrides,
  deleteRunsOf,
  findRun,
  findRunByRequest,
  insertRun,
  lastRun,
  runHistory,
  runIdsOf,
  type StoredRun,
  unfinishedRuns,
  updateRun,
} from './runTable.ts';
import type { TargetRunner } from './targetRunner.ts';

export interface DeployServiceDeps {
  readonly db: Database;
  readonly feed: ChangeFeed;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly notifier: Notifier;
  readonly pool: SshPool;
  readonly runner: TargetRunner;
  /** Lets a run that goes on write its steps and its end on a full disk. */
  readonly reserve: Pick<SpaceReserve, 'spend'>;
  readonly runsFolder: string;
  readonly runLogs: RunLogs;
  /** `user@machine`, as the ledger and the target's owner file show it. */
  readonly actor: string;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly environmentsOf: (project: ProjectId) => readonly EnvironmentId[] | null;
  /** Makes the item that an override promises, inside the transaction of its run. */
  readonly followUp: (run: {
    readonly id: RunId;
    readonly projectId: ProjectId;
    readonly environmentName: string;
    readonly revision: Revision;
    readonly open: readonly string[];
    readonly override: GateOverride;
  }) => { readonly item: ItemId; readonly itemKey: string };
  /** Secret values that must never be stored or shown, should the target print them. */
  readonly secretsOf: (environment: EnvironmentId) => readonly string[];
}

export interface StartRequest {
  readonly environment: EnvironmentId;
  readonly revision: Revision;
  readonly subject: string;
  readonly previous: Revision | null;
  readonly request: string;
  readonly confirm: string | null;
  /** What the deploy gate let it through with; null where it is not on. `override` has a follow-up item made. */
  readonly gate: JudgedDeploy | null;
}

/** A deploy that the gate has judged: nothing is open, or the override says why it goes all the same. */
export type JudgedDeploy = Omit<RunGate, 'override'> & { readonly override: GateOverride | null };

export interface DeployService {
  readonly start: (request: StartRequest) => Run;
  /** Whether a run was made by this request. */
  readonly isKnown: (request: string) => boolean;
  readonly cancel: (id: RunId) => Run;
  readonly giveUp: (id: RunId) => Run;
  readonly run: (id: RunId) => Run;
  readonly active: (environment: EnvironmentId) => Run | null;
  readonly last: (environment: EnvironmentId) => Run | null;
  readonly summary: (project: ProjectId) => readonly EnvironmentSummary[];
  readonly history: (query: {
    readonly project: ProjectId;
    readonly environment: EnvironmentId | null;
    readonly before: RunId | null;
    readonly limit: number;
  }) => { readonly runs: readonly Run[]; readonly more: boolean };
  readonly logOf: (id: RunId) => RunLog;
  readonly watchLog: (id: RunId, signal: AbortSignal) => AsyncGenerator<LogNews, void, void>;
  /** Takes up every run that was not over when Pitwall ended. */
  readonly resume: () => void;
  /** The environment's settings, secrets or host keys changed: try its lost connection at once. */
  readonly connectionChanged: (environment: EnvironmentId) => void;
  readonly countIn: (environment: EnvironmentId) => number;
  /** Deletes the environment's rows (inside the caller's transaction) and returns what clears their files after it. */
  readonly remove: (environment: EnvironmentId) => () => void;
  readonly dispose: () => Promise<void>;
}

const waitingSteps = (settings: EnvironmentSettings, revision: Revision): readonly RunStep[] =>
  deploySteps(settings, { revision }).map(({ name, title }) => ({
    name,
    title,
    state: 'waiting',
    startedAt: null,
    duration: null,
    logOffset: null,
    exitCode: null,
  }));

export const createDeployService = (deps: DeployServiceDeps): DeployService => {
  const { db, feed, clock, log, pool, runner, runLogs, runsFolder } = deps;
  const nextId = monotonicFactory();
  type Active = {
    readonly live: LiveRun;
    readonly wakeUp: WakeUp;
    readonly stop: AbortController;
    readonly over: Promise<void>;
  };
  const active = new Map<RunId, Active>();

  const publish = (id: RunId) => feed.publish('run', id);

  const ledger = (run: StoredRun, verb: string, actor: string, summary: string) => {
    appendLedger(db, {
      at: clock.now(),
      actor,
      verb,
      entity: 'run',
      entityId: run.id,
      projectId: run.projectId,
      summary,
      inverse: null,
    });
    // Readers come after this turn of the event loop, when the transaction around it is over.
    feed.publish('ledger', null);
  };

  const shownWhenOver = (run: StoredRun): Run => ({
    ...withoutPrivate(run),
    following: { state: 'done', since: run.endedAt ?? run.createdAt, message: null },
    logBytes: runLogs.size(run.id),
  });
  const shown = (run: StoredRun): Run => active.get(run.id)?.live.shown() ?? shownWhenOver(run);

  const need = (id: RunId): StoredRun => {
    const run = active.get(id)?.live.stored() ?? findRun(db, id);
    if (run === null) throw new Failure('GONE', 'This run is not in the history (any more).', { what: 'run', id });
    return run;
  };

  const end = (live: LiveRun, outcome: Outcome) => {
    live.finish();
    const run: StoredRun = { ...live.stored(), state: 'ended', outcome, endedAt: clock.now() };
    const write = db.transaction(() => {
      updateRun(db, run);
      ledger(run, 'run.end', 'Pitwall', `${run.environmentName}: ${run.revision.slice(0, 7)} ${outcome.kind}`);
    });
    deps.reserve.spend(write);
    active.delete(run.id);
    runLogs.adopt(run.id, live.log);
    publish(run.id);
    deps.notifier.notify({
      title: `${run.environmentName}: ${run.revision.slice(0, 7)} ${outcome.kind.replaceAll('-', ' ')}`,
      body: outcome.reason,
      route: `/p/${run.projectId}/runs/${run.id}`,
    });
  };

  const follow = (run: StoredRun) => {
    const live = createLiveRun(run, {
      folder: runsFolder,
      clock,
      secrets: deps.secretsOf(run.environmentId),
      spendReserve: deps.reserve.spend,
      save: (changed) => deps.reserve.spend(() => updateRun(db, changed)),
      publish: () => publish(run.id),
    });
    const stop = new AbortController();
    const wakeUp = createWakeUp();
    const connect = (signal: AbortSignal) => pool.session(run.environmentId, signal);
    const over = followRun(live, { clock, log, random: deps.random, connect, runner, wakeUp }, stop.signal).then(
      (outcome) => end(live, outcome),
      (error: unknown) => {
        if (stop.signal.aborted) return live.log.close();
        log.error('following a run failed', { id: run.id, error: String(error) });
        end(live, {
          kind: 'unknown',
          step: null,
          cause: 'internal',
          reason: 'Pitwall itself failed while it followed this run; its own log has the detail.',
          act: 'Look at the target, then open the environment’s page: it reads what runs there now.',
          left: 'Not known from here.',
        });
      },
    );
    active.set(run.id, { live, wakeUp, stop, over });
  };

  const refuseWhenBusy = (environment: EnvironmentId) => {
    const held = activeRun(db, environment);
    if (held === null) return;
    const { steps } = active.get(held.id)?.live.stored() ?? held;
    throw new Failure('BUSY', `${held.environmentName} is being deployed by ${held.actor}.`, {
      run: held.id,
      by: held.actor,
      since: held.createdAt,
      step: steps.find((step) => step.state === 'running')?.name ?? null,
      act: 'Open that run; wait for its end or cancel it.',
    });
  };

  const start = ({ environment, revision, subject, previous, request, confirm, gate }: StartRequest): Run => {
    const known = findRunByRequest(db, request);
    if (known !== null) return shown(known);
    const target = deps.environmentOf(environment);
    if (target === null)
      throw new Failure('GONE', 'This environment does not exist (any more).', {
        what: 'environment',
        id: environment,
      });
    if (target.protected && confirm !== target.name)
      throw new Failure('REFUSED', `${target.name} is protected: its name must be typed to deploy there.`, {
        act: `Type ${target.name} on the confirm page.`,
      });
    refuseWhenBusy(environment);
    const settings = EnvironmentSettings.parse(target);
    const run: StoredRun = {
      id: RunId.parse(nextId(clock.now())),
      projectId: target.projectId,
      environmentId: environment,
      environmentName: target.name,
      request,
      settings,
      revision,
      subject,
      previous,
      branch: settings.branch,
      actor: deps.actor,
      createdAt: clock.now(),
      sentAt: null,
      startedAt: null,
      endedAt: null,
      state: 'preparing',
      cancelRequestedAt: null,
      clockOffset: 0,
      steps: [...waitingSteps(settings, revision)],
      outcome: null,
      probes: [],
      gate: null,
    };
    const confirmed = db.transaction(() => {
      const gated = gate === null ? run : { ...run, gate: letThrough(run, gate) };
      insertRun(db, gated);
      ledger(run, 'run.start', deps.actor, `Deploy ${revision.slice(0, 7)} to ${target.name}`);
      if (gate?.override != null)
        ledger(run, 'run.override', deps.actor, `Override the deploy gate of ${target.name}: ${gate.override.reason}`);
      return gated;
    })();
    follow(confirmed);
    publish(run.id);
    return shown(run);
  };

  const letThrough = (run: StoredRun, { override, ...gate }: JudgedDeploy): RunGate => {
    if (override === null) return { ...gate, override };
    const made = deps.followUp({ ...run, open: gate.open, override });
    return { ...gate, override: { ...override, ...made, by: deps.actor, at: run.createdAt } };
  };

  const cancel = (id: RunId): Run => {
    const run = need(id);
    const going = active.get(id);
    if (going === undefined || run.state === 'ended')
      throw new Failure('REFUSED', 'This run is over; there is nothing to cancel.', { act: 'Look at its verdict.' });
    if (run.cancelRequestedAt === null) {
      db.transaction(() => {
        going.live.change({ cancelRequestedAt: clock.now() });
        ledger(run, 'run.cancel', deps.actor, `Cancel the run on ${run.environmentName}`);
      })();
      going.wakeUp.wake();
    }
    return going.live.shown();
  };

  const giveUp = (id: RunId): Run => {
    const run = need(id);
    const going = active.get(id);
    if (going === undefined || going.live.shown().following.state !== 'lost')
      throw new Failure('REFUSED', 'The target answers; there is no reason to give this run up.', {
        act: 'Wait for its end, or cancel it.',
      });
    going.stop.abort();
    ledger(run, 'run.giveUp', deps.actor, `Stop following the run on ${run.environmentName}`);
    end(going.live, {
      kind: 'unknown',
      step: null,
      cause: 'given-up',
      reason: 'The target could not be reached and following was given up; the run may have gone on there.',
      act: 'When the target answers again, open the environment’s page: it reads what runs there now.',
      left: 'Not known from here.',
    });
    return shown(need(id));
  };

  const watchOver = async function* (id: RunId): AsyncGenerator<LogNews, void, void> {
    const whole = runLogs.open(id);
    yield { lines: whole.lineCount, bytes: whole.size, done: true };
  };

  return {
    start,
    isKnown: (request) => findRunByRequest(db, request) !== null,
    cancel,
    giveUp,
    run: (id) => shown(need(id)),
    active: (environment) => {
      const run = activeRun(db, environment);
      return run === null ? null : shown(run);
    },
    last: (environment) => {
      const run = lastRun(db, environment);
      return run === null ? null : shown(run);
    },
    summary: (project) => {
      const environments = deps.environmentsOf(project);
      if (environments === null)
        throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id: project });
      return environments.map((environment) => {
        const [going, last] = [activeRun(db, environment), lastRun(db, environment)];
        const overrides = countOverrides(db, environment);
        return { environment, active: going && shown(going), last: last && shown(last), overrides };
      });
    },
    history: (query) => {
      const rows = runHistory(db, { ...query, limit: query.limit + 1 });
      return { runs: rows.slice(0, query.limit).map(shown), more: rows.length > query.limit };
    },
    logOf: (id) => active.get(need(id).id)?.live.log ?? runLogs.open(id),
    watchLog: (id, signal) => active.get(need(id).id)?.live.watch(signal) ?? watchOver(id),
    resume: () => {
      for (const run of unfinishedRuns(db)) {
        if (run.sentAt !== null) follow(run);
        else {
          const live = createLiveRun(run, {
            folder: runsFolder,
            clock,
            secrets: [],
            spendReserve: deps.reserve.spend,
            save: (changed) => deps.reserve.spend(() => updateRun(db, changed)),
            publish: () => publish(run.id),
          });
          end(live, {
            kind: 'cancelled',
            step: null,
            cause: 'never-sent',
            reason: 'Pitwall ended before anything was sent to the target.',
            act: 'Deploy again when you are ready.',
            left: 'The target was not touched.',
          });
        }
      }
    },
    connectionChanged: (environment) => {
      for (const { live, wakeUp } of active.values()) if (live.stored().environmentId === environment) wakeUp.wake();
    },
    countIn: (environment) => runIdsOf(db, environment).length,
    remove: (environment) => {
      const ids = runIdsOf(db, environment);
      deleteRunsOf(db, environment);
      return () => {
        for (const id of ids) runLogs.forget(id);
      };
    },
    dispose: async () => {
      const going = [...active.values()];
      for (const { stop } of going) stop.abort();
      await Promise.all(going.map(({ over }) => over));
      runLogs.close();
    },
  };
};
