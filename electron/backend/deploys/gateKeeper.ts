import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { TargetState } from '../../../shared/deploys/contract.ts';
import {
  type Answer,
  type AskedOverride,
  type DeployGate,
  type GatedChange,
  judgeDeploy,
} from '../../../shared/deploys/deployGate.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { QaFacts } from '../../../shared/qa/qaFacts.ts';
import type { Log } from '../log.ts';
import type { JudgedDeploy } from './deployService.ts';
import type { ReadPlan } from './readPlan.ts';

export interface GateKeeperDeps {
  readonly log: Log;
  /** The day it is where the team works. */
  readonly today: () => CalendarDate;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly policyOf: (project: ProjectId) => { readonly gated: boolean; readonly untracked: 'warn' | 'stop' };
  /** The changes that brought some of these commits. */
  readonly changesIn: (
    project: ProjectId,
    revisions: readonly Revision[],
    signal: AbortSignal,
  ) => Promise<readonly GatedChange[]>;
  /** Brings the reviews up to date with the origin; throws Failure when it cannot be asked. */
  readonly catchUp: (project: ProjectId) => Promise<void>;
  readonly qaOf: (project: ProjectId, revision: Revision) => QaFacts;
}

/** The deploy gate in the back end: what the pages show, and what `start` insists on. */
export interface GateKeeper {
  /** Judges the deploy of a target's head. Never rejects but by the signal: what cannot be told is a stop. */
  readonly judge: (environment: Environment, target: TargetState, signal: AbortSignal) => Promise<DeployGate>;
  /** Lets a deploy through, or throws Failure REFUSED that names what is open. Null where the gate is not on. */
  readonly admit: (
    asked: {
      readonly environment: EnvironmentId;
      readonly revision: Revision;
      readonly override: AskedOverride | null;
    },
    readPlan: ReadPlan,
    signal?: AbortSignal,
  ) => Promise<JudgedDeploy | null>;
}

export const createGateKeeper = (deps: GateKeeperDeps): GateKeeper => {
  /** What other parts throw is an answer, too: that there is none. */
  const answer = async <Value>(
    what: string,
    ask: () => Value | Promise<Value>,
    signal: AbortSignal,
  ): Promise<Answer<Value>> => {
    try {
      return { ok: true, value: await ask() };
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof Failure) return { ok: false, reason: error.message };
      deps.log.error('the deploy gate could not be judged', { what, error: String(error) });
      return { ok: false, reason: `Pitwall could not read its ${what}; its own log has the detail.` };
    }
  };

  /** The target may have commits that were not fetched here yet: whether a review brought one is only told after a look at the origin. */
  const changesIn = async (project: ProjectId, commits: readonly Revision[], gated: boolean, signal: AbortSignal) => {
    const changes = await deps.changesIn(project, commits, signal);
    const tracked = new Set(changes.flatMap(({ revisions }) => revisions));
    if (!gated || commits.every((commit) => tracked.has(commit))) return changes;
    await deps.catchUp(project);
    signal.throwIfAborted();
    return await deps.changesIn(project, commits, signal);
  };

  const judge: GateKeeper['judge'] = async ({ projectId, tier }, target, signal) => {
    const listed = target.commits.map(({ revision }) => revision);
    // Where nothing of Pitwall's runs, commits are counted from the checkout, which may be at the head already: the head goes out all the same.
    const commits = target.running === null && !listed.includes(target.head) ? [target.head, ...listed] : listed;
    const gated = tier === 'production' && deps.policyOf(projectId).gated;
    const changes = await answer('reviews', () => changesIn(projectId, commits, gated, signal), signal);
    // Asked last: the changes may take long, and meanwhile a run may be taken up again.
    const qa = await answer('QA runs', () => deps.qaOf(projectId, target.head), signal);
    return judgeDeploy({
      ...deps.policyOf(projectId),
      tier,
      revision: target.head,
      commits,
      truncated: target.truncated,
      first: target.running === null,
      changes,
      qa,
    });
  };

  return {
    judge,
    admit: async ({ environment: id, revision, override }, readPlan, signal) => {
      const environment = deps.environmentOf(id);
      if (environment === null || environment.tier !== 'production' || !deps.policyOf(environment.projectId).gated)
        return null;
      // The target is asked anew: what the page showed may be old, or was never shown.
      const { target, gate } = await readPlan(id, signal);
      if (JSON.stringify(deps.environmentOf(id)) !== JSON.stringify(environment))
        throw new Failure('REFUSED', `The settings of ${environment.name} were changed while its gate was judged.`, {
          act: 'Look again: the confirm page shows what would be deployed now.',
        });
      if (target.head !== revision)
        throw new Failure(
          'REFUSED',
          `The head of ${environment.branch} is ${target.head.slice(0, 7)} now, not ${revision.slice(0, 7)}.`,
          { act: 'Look again: the confirm page shows what would be deployed now.' },
        );
      const messages = (level: 'stop' | 'warning') =>
        gate.concerns.filter((concern) => concern.level === level).map(({ message }) => message);
      const open = messages('stop');
      if (open.length > 0 && override === null)
        throw new Failure(
          'REFUSED',
          `The deploy gate of ${environment.name} is closed: ${open.join(' ')}`.slice(0, 4000),
          {
            act: 'Do what is open, or override the gate with a reason on the confirm page.',
          },
        );
      const unseen = override === null ? [] : open.filter((message) => !override.seen.includes(message));
      if (unseen.length > 0)
        throw new Failure(
          'REFUSED',
          `The override was given before this was open: ${unseen.join(' ')}`.slice(0, 4000),
          { act: 'Look again, then override what is open now, or do it.' },
        );
      if (open.length > 0 && override !== null && override.due < deps.today())
        throw new Failure('REFUSED', `An override cannot be made good by ${override.due}: that day has passed.`, {
          act: 'Choose a day that is still to come.',
        });
      return {
        open,
        warnings: messages('warning'),
        qaRun: gate.qa?.id ?? null,
        changes: gate.changes.map(({ id: change, title, state }) => ({ id: change, title, state })),
        // Nothing open, nothing to override: no item is made.
        override: open.length === 0 || override === null ? null : { reason: override.reason, due: override.due },
      };
    },
  };
};
