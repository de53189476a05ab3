import { randomUUID } from 'node:crypto';
import type { DeployPlan, TargetState } from '../../../shared/deploys/contract.ts';
import { deployConcerns } from '../../../shared/deploys/deployConcerns.ts';
import { deploySteps } from '../../../shared/deploys/deploySteps.ts';
import { readTargetState } from '../../../shared/deploys/readTargetState.ts';
import { runnerAppId } from '../../../shared/deploys/runnerAppId.ts';
import { targetStateCommand } from '../../../shared/deploys/targetStateCommand.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { type Environment, EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import type { Clock } from '../clock.ts';
import type { SshPool } from '../ssh/sshPool.ts';
import type { DeployService } from './deployService.ts';
import type { GateKeeper } from './gateKeeper.ts';
import type { TargetRunner } from './targetRunner.ts';

/** A fetch over a slow line may take its time; the page shows that it is being read. */
const READ_TIMEOUT = 60_000;
/** 500 commits of 500 bytes, and room. */
const READ_MAX = 1024 * 1024;

export type ReadPlan = (environment: EnvironmentId, signal?: AbortSignal) => Promise<DeployPlan>;

export interface ReadPlanDeps {
  readonly clock: Clock;
  readonly pool: SshPool;
  readonly runner: TargetRunner;
  readonly service: Pick<DeployService, 'active' | 'last'>;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly gate: Pick<GateKeeper, 'judge'>;
}

/** Asks the target what runs there and what the branch's head is, and says what a deploy of that head would do. */
export const createReadPlan =
  ({ clock, pool, runner, service, environmentOf, gate }: ReadPlanDeps): ReadPlan =>
  async (id, signal = new AbortController().signal) => {
    const environment = environmentOf(id);
    if (environment === null)
      throw new Failure('GONE', 'This environment does not exist (any more).', { what: 'environment', id });
    const settings = EnvironmentSettings.parse(environment);
    const session = await pool.session(id, signal);
    const nonce = randomUUID();
    const asked = clock.now();
    const [answer, owner] = await Promise.all([
      session.exec(sh`sh -s`, {
        stdin: targetStateCommand(settings, nonce),
        signal,
        timeoutMs: READ_TIMEOUT,
        maxBytes: READ_MAX,
      }),
      runner.owner(session, runnerAppId(settings), signal),
    ]);
    const reading = readTargetState(answer.stdout.toString('utf8'), nonce, settings, { asked, answered: clock.now() });
    if (!reading.ok) throw new Failure('TARGET', reading.message, reading.data);
    const active = service.active(id);
    const ownRun = owner !== null && owner.run === active?.id;
    const target: TargetState = { ...reading.state, lockedBy: ownRun ? null : owner, readAt: clock.now() };
    return {
      environment: id,
      target,
      revision: target.head,
      steps: deploySteps(settings, { revision: target.head }).map(
        ({ name, title, limitSeconds, commands, script }) => ({
          name,
          title,
          limitSeconds,
          commands,
          script,
        }),
      ),
      concerns: [
        ...deployConcerns(settings, target, { active, last: service.last(id), incomplete: reading.incomplete }),
      ],
      gate: await gate.judge(environment, target, signal),
    };
  };
