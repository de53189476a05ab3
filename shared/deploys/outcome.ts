import { type StepName, stepNames } from '../projects/environment.ts';
import { explainFailure, type FailureCode, isFailureCode } from './failureCauses.ts';
import type { HopProbe, Outcome } from './run.ts';
import type { RunnerStatus } from './runnerCommands.ts';
import type { ExitReason, RunnerEvent } from './runnerEvents.ts';

/** All that is known of a run when its outcome is asked for. */
export interface OutcomeInput {
  readonly events: readonly RunnerEvent[];
  /** What `status` said; null when it was not asked. */
  readonly status: RunnerStatus | null;
  readonly cancelRequested: boolean;
  /** Probes of the path after the sequence; empty when none were made. */
  readonly probes: readonly HopProbe[];
  readonly now: number;
}

type Exit = { readonly rc: number; readonly step: StepName | null; readonly reason: ExitReason };
type Journal = readonly RunnerEvent[];

const began = (journal: Journal, step: StepName): boolean =>
  journal.some((event) => event.verb === 'begin' && event.step === step);

/** The code a step ended with; null when it did not end. */
const endOf = (journal: Journal, step: StepName): number | null => {
  const end = journal.find((event) => event.verb === 'end' && event.step === step);
  return end?.verb === 'end' ? end.rc : null;
};

const passed = (journal: Journal, step: StepName): boolean => began(journal, step) && endOf(journal, step) === 0;

const factsOf = (journal: Journal, step: StepName | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    journal.flatMap((event) => (event.verb === 'fact' && event.step === step ? [[event.name, event.value]] : [])),
  );

/** Whether a byte of the app folder may have changed.
 *
 * A sync that began counts, unless it ended in failure without the fact that says that the copy began: what a killed step did is not known. */
export const switchBegan = (journal: Journal): boolean => {
  if (['restart', 'reload', 'health'].some((step) => began(journal, step as StepName))) return true;
  if (!began(journal, 'sync')) return false;
  const end = endOf(journal, 'sync');
  return end === null || end === 0 || factsOf(journal, 'sync').switch === 'begun';
};

/** What the target holds now, as far as the journal tells. */
const whatIsLeft = (journal: Journal): string => {
  if (!switchBegan(journal))
    return began(journal, 'pull')
      ? 'The app folder was not touched, and the app runs as before; the checkout may be at the new revision.'
      : 'Nothing was changed; the app runs as before.';
  if (!passed(journal, 'sync'))
    return 'The app folder may hold a mixture of old and new files; the app was not restarted.';
  if (!began(journal, 'restart')) return 'The new files are in the app folder; the app was not restarted.';
  if (!passed(journal, 'restart'))
    return 'The new files are in the app folder; whether the app runs is for you to look at.';
  if (!passed(journal, 'health')) return 'The new files are in the app folder, and the app was restarted with them.';
  return 'The new files are in the app folder, and the app runs with them.';
};

const at = (step: StepName | null): string => (step === null ? 'before the first step' : `in step ${step}`);

const ended = (
  kind: Outcome['kind'],
  journal: Journal,
  step: StepName | null,
  cause: FailureCode,
  facts: Readonly<Record<string, string>> = {},
): Outcome => {
  const { message, act } = explainFailure(cause, { step: step ?? 'none', where: at(step), ...facts });
  return { kind, step, cause, reason: message, act, left: whatIsLeft(journal) };
};

/** The sequence ended well on the target: the probes have the last word. */
const judgeSuccess = (journal: Journal, probes: readonly HopProbe[]): Outcome => {
  const down = probes.filter((probe) => probe.verdict === 'down');
  const inner = down.find((probe) => probe.hop !== 'public');
  const probe = inner ?? down[0];
  if (probe !== undefined)
    return ended('failed-after-switch', journal, null, inner === undefined ? 'public-path-down' : 'path-down', {
      hop: probe.hop,
      url: probe.url,
      detail: probe.detail || 'no answer',
    });
  const unseen = probes.filter((each) => each.verdict === 'unknown');
  const said = unseen.map(({ hop, url, detail }) =>
    hop === 'public'
      ? ` The public path (${url}) could not be checked from here: ${detail}.`
      : ` The ${hop} hop could not be checked once more from here: ${detail}.`,
  );
  return {
    kind: 'succeeded',
    step: null,
    cause: null,
    reason: `All steps passed, and the target found itself healthy.${said.join('')}`,
    act: unseen.some((each) => each.hop === 'public') ? 'Open the public address from another network.' : null,
    left: whatIsLeft(journal),
  };
};

const judgeFailure = (journal: Journal, exit: Exit): Outcome => {
  const { step, rc } = exit;
  const facts = factsOf(journal, step);
  const kind = switchBegan(journal) ? 'failed-after-switch' : 'failed-before-switch';
  if (isFailureCode(facts.cause)) return ended(kind, journal, step, facts.cause, facts);
  return rc > 128 && rc < 160
    ? ended(kind, journal, step, 'step-killed', { signal: String(rc - 128) })
    : ended(kind, journal, step, 'step-failed', { rc: String(rc) });
};

const judgeExit = (journal: Journal, exit: Exit, probes: readonly HopProbe[]): Outcome => {
  const { step, rc, reason } = exit;
  const failed = switchBegan(journal) ? 'failed-after-switch' : 'failed-before-switch';
  switch (reason) {
    case 'done':
      return rc === 0 &&
        journal.some((event) => event.verb === 'exit') &&
        stepNames.every((name) => passed(journal, name))
        ? judgeSuccess(journal, probes)
        : ended('unknown', journal, step, 'journal-incomplete');
    case 'failed':
      return judgeFailure(journal, exit);
    case 'cancelled':
      return ended('cancelled', journal, step, 'cancelled');
    case 'timeout':
      return ended(failed, journal, step, 'step-timeout');
    case 'fenced':
      return ended(failed, journal, step, 'fenced');
    case 'locked': {
      const locked = journal.find((event) => event.verb === 'locked');
      const { owner, actor } = locked?.verb === 'locked' ? locked : { owner: '', actor: '' };
      return ended(failed, journal, null, 'locked', { owner: owner || 'unknown', actor: actor || 'unknown' });
    }
  }
};

/** The step that was going on when the journal stops. */
const lastBegun = (journal: Journal): StepName | null => {
  const begin = journal.findLast((event) => event.verb === 'begin');
  return begin?.verb === 'begin' ? begin.step : null;
};

/** The journal with what the status knows beyond it: a step began, so the ones before it ended well. */
const withStatus = (journal: Journal, status: RunnerStatus | null): Journal => {
  const step = status?.step ?? null;
  if (step === null || began(journal, step)) return journal;
  const before = stepNames.slice(0, stepNames.indexOf(step)).filter((name) => !passed(journal, name));
  return [
    ...journal.filter((event) => !('step' in event && event.step !== null && before.includes(event.step))),
    ...before.flatMap(
      (name): Journal => [
        { verb: 'begin', at: 0, step: name, off: 0 },
        { verb: 'end', at: 0, step: name, rc: 0, off: 0 },
      ],
    ),
    { verb: 'begin', at: 0, step, off: 0 },
  ];
};

/** What became of a run; null while it is not over.
 *
 * The journal decides, up to its first exit event; without one, what the target's status says. The probes may only take a success away.
 * A run is `succeeded` only when the journal tells of every step's end with 0 and of an exit with 0, and is never `failed-before-switch`
 * once the copy into the app folder may have begun. */
export const decideOutcome = ({ events, status, cancelRequested, probes }: OutcomeInput): Outcome | null => {
  const last = events.findIndex((event) => event.verb === 'exit');
  const journal = last < 0 ? events : events.slice(0, last + 1);
  const exit = journal[last];
  if (exit?.verb === 'exit') return judgeExit(journal, exit, probes);
  const known = withStatus(journal, status);
  if ((status?.state === 'prepared' || status?.state === 'absent') && (journal.length > 0 || status.pruned))
    return { ...ended('unknown', journal, null, 'record-gone'), left: 'Not known from here.' };
  switch (status?.state) {
    case undefined:
    case 'running':
      return null;
    case 'exited':
      return judgeExit(
        known,
        { rc: status.exit ?? 1, step: status.step ?? lastBegun(known), reason: status.reason ?? 'failed' },
        probes,
      );
    case 'interrupted':
      return ended('interrupted', known, lastBegun(known) ?? status.step, 'interrupted');
    case 'prepared':
    case 'absent':
      return cancelRequested
        ? ended('cancelled', [], null, 'cancelled')
        : ended('failed-before-switch', [], null, status.state === 'prepared' ? 'not-launched' : 'never-started');
  }
};
