import type { RunId } from '../ids.ts';
import { type StepName, stepNames } from '../projects/environment.ts';
import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';
import { type ExitReason, exitReasons } from './runnerEvents.ts';

/** What a run command exits with when this version of the runner is not on the target: install it, then repeat. */
export const RUNNER_MISSING = 78;

/** Exit codes of the runner's verbs (sysexits.h where one fits). */
export const runnerExitCodes = {
  badRequest: 64,
  badBundle: 65,
  noSuchRun: 66,
  toolMissing: 69,
  cannotWrite: 74,
} as const;

const hash = (sha256: string): string => {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('Not a SHA-256.');
  return sha256;
};

const appName = (app: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(app)) throw new RangeError('Not an application’s id.');
  return app;
};

const runName = (id: RunId): string => {
  if (!/^[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) throw new RangeError('Not a run’s id.');
  return id;
};

/** A verb of the runner: exits with `RUNNER_MISSING` where this version is not installed. */
const runner = (sha256: string, verb: string, ...words: readonly string[]): RemoteCommand =>
  sh`r="\${PITWALL_HOME:-$HOME/.pitwall}"/bin/runner-${hash(sha256)}; [ -f "$r" ] || exit ${RUNNER_MISSING}; exec sh "$r" ${verb} ${words}`;

/** Puts the runner on the target; its text comes on stdin. Safe to repeat and to run twice at once. */
export const runnerInstallCommand = (sha256: string): RemoteCommand =>
  sh`umask 077; b="\${PITWALL_HOME:-$HOME/.pitwall}"; mkdir -p "$b/bin" && chmod 700 "$b" && t=$(mktemp "$b/bin/.new.XXXXXX") || exit ${runnerExitCodes.cannotWrite}; if cat > "$t" && s=$(sha256sum < "$t") && [ "\${s%% *}" = ${hash(sha256)} ]; then chmod 700 "$t" && sync "$t" && mv -f "$t" "$b/bin/runner-"${sha256} && sync "$b/bin" && exit 0; rm -f "$t"; exit ${runnerExitCodes.cannotWrite}; fi; rm -f "$t"; exit ${runnerExitCodes.badBundle}`;

/** Prepares and launches in one call; the bundle (a tar of `runBundle`) comes on stdin. Prints `launched`, or `already` when it was. */
export const runnerStartCommand = (sha256: string, id: RunId, app: string): RemoteCommand =>
  runner(sha256, 'start', runName(id), appName(app));

/** Raw bytes of the run's log or journal from `offset` until the run is over. */
export const runnerFollowCommand = (
  sha256: string,
  { id, file, offset }: { readonly id: RunId; readonly file: 'log' | 'events'; readonly offset: number },
): RemoteCommand => {
  if (!Number.isSafeInteger(offset) || offset < 0) throw new RangeError('Not an offset.');
  return runner(sha256, 'follow', runName(id), file === 'log' ? 'log' : 'events', String(offset));
};

/** Prints what `readRunnerStatus` reads. */
export const runnerStatusCommand = (sha256: string, id: RunId): RemoteCommand => runner(sha256, 'status', runName(id));

/** Ends the run: TERM to the running step, KILL five seconds later; no further step begins. Safe in every state. */
export const runnerCancelCommand = (sha256: string, id: RunId): RemoteCommand => runner(sha256, 'cancel', runName(id));

/** Prints what `readRunnerOwner` reads. */
export const runnerOwnerCommand = (sha256: string, app: string): RemoteCommand => runner(sha256, 'owner', appName(app));

/** One file of the bundle that `start` takes as a tar on stdin. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

/** The files of a run's bundle: `meta` and one script a step. */
export const runBundle = (
  steps: readonly { readonly name: StepName; readonly limitSeconds: number; readonly script: RemoteCommand }[],
  { actor, created }: { readonly actor: string; readonly created: number },
): readonly BundleFile[] => [
  {
    name: 'meta',
    text: [
      `actor=${encodeURIComponent(actor)}`,
      `created=${Math.round(created)}`,
      ...steps.map(({ name, limitSeconds }) => `limit.${name}=${Math.ceil(limitSeconds)}`),
      '',
    ].join('\n'),
  },
  ...steps.map(({ name, script }, index) => ({
    name: `steps/${String(index + 1).padStart(2, '0')}-${name}.sh`,
    text: `${script}\n`,
  })),
];

/** What the target says of a run. `interrupted` is a runner that is gone without a verdict. */
export interface RunnerStatus {
  readonly state: 'absent' | 'prepared' | 'running' | 'exited' | 'interrupted';
  /** Exit code of the run; null before its verdict. */
  readonly exit: number | null;
  readonly reason: ExitReason | null;
  /** The last step that began. */
  readonly step: StepName | null;
  readonly logBytes: number;
  readonly eventsBytes: number;
  readonly cancelRequested: boolean;
  /** The run is older than all that the target keeps: it may have run and been cleared away. */
  readonly pruned: boolean;
  /** A step of an interrupted run that is still at work; the next run ends it first. */
  readonly orphan: boolean;
  /** Seconds since the run's log or journal last grew, by the target's clock. */
  readonly idleSeconds: number | null;
  /** The runner is stopped (SIGSTOP, a debugger, a frozen container), not at work. */
  readonly stopped: boolean;
  /** How the runner is kept apart from the session: `setsid`, `scope`, or `session` with the reason why it may end with it. */
  readonly detach: string;
}

const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split('\n')
      .slice(0, 100)
      .map((line): [string, string] => {
        const equals = line.indexOf('=');
        return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
      }),
  );

const whole = (text: string | undefined): number | null => (/^\d{1,15}$/.test(text ?? '') ? Number(text) : null);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const states = ['absent', 'prepared', 'running', 'exited', 'interrupted'] as const;

/** Reads the answer to `runnerStatusCommand`; null when it is none. */
export const readRunnerStatus = (text: string): RunnerStatus | null => {
  const fields = fieldsOf(text);
  const state = states.find((known) => known === fields.get('state'));
  if (state === undefined || !fields.has('end')) return null;
  return {
    state,
    exit: whole(fields.get('exit')),
    reason: exitReasons.find((known) => known === fields.get('reason')) ?? null,
    step: stepNames.find((known) => known === fields.get('step')) ?? null,
    logBytes: whole(fields.get('log')) ?? 0,
    eventsBytes: whole(fields.get('events')) ?? 0,
    cancelRequested: fields.get('cancel') === 'yes',
    pruned: fields.get('pruned') === 'yes',
    orphan: fields.get('orphan') === 'yes',
    idleSeconds: whole(fields.get('idle')),
    stopped: fields.get('stopped') === 'yes',
    detach: fields.get('detach') ?? '',
  };
};

/** Who holds an application's lock. */
export interface RunnerOwner {
  readonly run: string;
  readonly actor: string;
  /** Milliseconds, by the target's clock. */
  readonly since: number;
  readonly step: StepName | null;
}

/** Reads the answer to `runnerOwnerCommand`: null when nobody holds the lock. Throws RangeError when it is no answer. */
export const readRunnerOwner = (text: string): RunnerOwner | null => {
  const fields = fieldsOf(text);
  if (!fields.has('end')) throw new RangeError('The runner’s answer was cut.');
  const run = fields.get('run') ?? '';
  if (run === '') return null;
  return {
    run,
    actor: decoded(fields.get('actor') ?? ''),
    since: whole(fields.get('since')) ?? 0,
    step: stepNames.find((known) => known === fields.get('step')) ?? null,
  };
};
