import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { bundleTar } from '../electron/backend/deploys/targetRunner.ts';
import {
  type RunnerOwner,
  type RunnerStatus,
  readRunnerOwner,
  readRunnerStatus,
  runBundle,
  runnerCancelCommand,
  runnerFollowCommand,
  runnerInstallCommand,
  runnerOwnerCommand,
  runnerStartCommand,
  runnerStatusCommand,
} from '../shared/deploys/runnerCommands.ts';
import { type RunnerEvent, readRunnerEvents } from '../shared/deploys/runnerEvents.ts';
import { RunId } from '../shared/ids.ts';
import type { StepName } from '../shared/projects/environment.ts';
import type { RemoteCommand } from '../shared/remote/remoteCommand.ts';
import type { ProvingGround } from './proving-ground/provingGround.ts';
import type { ProcessResult } from './proving-ground/runProcess.ts';
import { waitUntil } from './proving-ground/waitUntil.ts';

const text = readFileSync(join(import.meta.dirname, '../resources/runner/pitwall-runner.sh'), 'utf8');
const sha256 = createHash('sha256').update(text).digest('hex');

/** The shell text of some of a deploy's steps; they run in the order of a deploy. */
export type StepTexts = Partial<Record<StepName, string>>;

/** The deploy runner on a ground, spoken to as the user who signs in, without SSH in between. */
export interface GroundRunner {
  readonly newId: () => RunId;
  readonly install: () => Promise<void>;
  /** The command of `start` and what it wants on stdin, to be sent by any road. */
  readonly startOf: (
    id: RunId,
    steps: StepTexts,
  ) => Promise<{ readonly command: RemoteCommand; readonly stdin: Buffer }>;
  readonly start: (id: RunId, steps: StepTexts) => Promise<ProcessResult>;
  readonly follow: (id: RunId, file: 'log' | 'events', offset?: number) => Promise<ProcessResult>;
  readonly followOf: (id: RunId, file: 'log' | 'events', offset: number) => RemoteCommand;
  readonly status: (id: RunId) => Promise<RunnerStatus>;
  readonly owner: () => Promise<RunnerOwner | null>;
  readonly cancel: (id: RunId) => Promise<ProcessResult>;
  /** The status once the run is neither prepared nor running. */
  readonly over: (id: RunId) => Promise<RunnerStatus>;
  readonly events: (id: RunId) => Promise<readonly RunnerEvent[]>;
  readonly logSha256: (id: RunId) => Promise<string>;
}

export const groundRunner = ({ exec, mustExec }: ProvingGround, app = 'orders'): GroundRunner => {
  const deploy = { user: 'deploy' } as const;
  const startOf: GroundRunner['startOf'] = async (id, steps) => ({
    command: runnerStartCommand(sha256, id, app),
    stdin: await bundleTar(
      runBundle(
        Object.entries(steps).map(([name, script]) => ({
          name: name as StepName,
          limitSeconds: 60,
          script: script as RemoteCommand,
        })),
        { actor: 'lead@laptop', created: Date.now() },
      ),
    ),
  });
  const status: GroundRunner['status'] = async (id) => {
    const said = await mustExec(runnerStatusCommand(sha256, id), deploy);
    const read = readRunnerStatus(said);
    if (read === null) throw new Error(`No status: ${said}`);
    return read;
  };
  return {
    newId: () => RunId.parse(ulid()),
    install: async () => void (await mustExec(runnerInstallCommand(sha256), { ...deploy, stdin: text })),
    startOf,
    start: async (id, steps) => {
      const { command, stdin } = await startOf(id, steps);
      return exec(command, { ...deploy, stdin });
    },
    follow: (id, file, offset = 0) => exec(runnerFollowCommand(sha256, { id, file, offset }), deploy),
    followOf: (id, file, offset) => runnerFollowCommand(sha256, { id, file, offset }),
    status,
    owner: async () => readRunnerOwner(await mustExec(runnerOwnerCommand(sha256, app), deploy)),
    cancel: (id) => exec(runnerCancelCommand(sha256, id), deploy),
    over: (id) =>
      waitUntil(`run ${id} is over`, async () => {
        const now = await status(id);
        return now.state === 'prepared' || now.state === 'running' ? null : now;
      }),
    events: async (id) => readRunnerEvents(Buffer.from(await mustExec(`cat ~/.pitwall/runs/${id}/events`, deploy))),
    logSha256: async (id) => (await mustExec(`sha256sum < ~/.pitwall/runs/${id}/log`, deploy)).slice(0, 64),
  };
};
