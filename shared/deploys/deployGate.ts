import { z } from 'zod';
import { Instant, ItemId, Revision } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { QaFacts } from '../qa/qaFacts.ts';
import { QaRunId } from '../qa/qaRun.ts';
import { ChangeId } from '../reviews/change.ts';
import { Concern } from './concern.ts';

/** A change that a deploy would bring, with what its review says. `error`: its gate could not be judged. */
export const GatedChange = z.object({
  id: ChangeId,
  title: z.string(),
  item: ItemId.nullable(),
  /** Commits of the deploy that it brought. */
  revisions: z.array(Revision),
  state: z.enum(['satisfied', 'unsatisfied', 'overridden', 'not-applicable', 'error']),
  /** What is open, or why it could not be judged. */
  open: z.array(z.string()),
});
export type GatedChange = Readonly<z.infer<typeof GatedChange>>;

/** An answer of another part of Pitwall; one that could not be given blocks, and never passes for good. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

/** What decides about a deploy. */
export interface DeployGateFacts {
  readonly tier: 'staging' | 'production' | 'other';
  /** By the project's policy. */
  readonly gated: boolean;
  readonly untracked: 'warn' | 'stop';
  readonly revision: Revision;
  readonly commits: readonly Revision[];
  /** There are more commits than were listed, or they could not be told. */
  readonly truncated: boolean;
  /** Nothing of Pitwall's ran there before: what is deployed is everything, and no list of commits is whole. */
  readonly first: boolean;
  readonly changes: Answer<readonly GatedChange[]>;
  readonly qa: Answer<QaFacts>;
}

/** What the gate says of a deploy, and what it looked at. */
export const DeployGate = z.object({
  /** Whether `stop`s refuse this deploy: in production, when the project's policy says so. */
  on: z.boolean(),
  changes: z.array(GatedChange),
  /** Commits that no change brought. */
  untracked: z.array(Revision),
  qa: QaFacts.shape.run,
  /** Stops, of which each is open work, and warnings. */
  concerns: z.array(Concern),
});
export type DeployGate = Readonly<z.infer<typeof DeployGate>>;

/** Why a gated deploy is started although something is open, and by when it will be made good. */
export const GateOverride = z.object({ reason: plainText(2000), due: z.iso.date() });
export type GateOverride = Readonly<z.infer<typeof GateOverride>>;

/** An override as it is asked for: it covers what was open when it was given, and nothing that came since. */
export const AskedOverride = GateOverride.extend({ seen: z.array(z.string()) });
export type AskedOverride = Readonly<z.infer<typeof AskedOverride>>;

/** What a run was let through with; never changed afterwards. */
export const RunGate = z.object({
  /** What was open then. */
  open: z.array(z.string()),
  warnings: z.array(z.string()),
  qaRun: QaRunId.nullable(),
  /** The changes that it brought, with how their review stood; none in runs from before they were kept. */
  changes: z.array(GatedChange.pick({ id: true, title: true, state: true })).default([]),
  override: GateOverride.extend({ by: z.string(), at: Instant, item: ItemId, itemKey: z.string() }).nullable(),
});
export type RunGate = Readonly<z.infer<typeof RunGate>>;

const NAMED = 5;
const listed = (parts: readonly string[]): string =>
  parts.length > NAMED ? `${parts.slice(0, NAMED).join('; ')}; and ${parts.length - NAMED} more` : parts.join('; ');
const short = (revision: string): string => revision.slice(0, 7);

/** Judges a deploy: a stop for everything that is open, and for everything that could not be judged.
 *
 * Outside production, or where the policy switches the gate off, nothing stops and nothing warns: what is known is only shown. */
export const judgeDeploy = (facts: DeployGateFacts): DeployGate => {
  const on = facts.gated && facts.tier === 'production';
  const changes = facts.changes.ok ? facts.changes.value : [];
  const tracked = new Set(changes.flatMap(({ revisions }) => revisions));
  const untracked = facts.changes.ok ? facts.commits.filter((commit) => !tracked.has(commit)) : [];
  return {
    on,
    changes: [...changes],
    untracked,
    qa: facts.qa.ok ? facts.qa.value.run : null,
    concerns: on
      ? [...changeConcerns(facts, changes), ...untrackedConcerns(facts, untracked), ...qaConcerns(facts)]
      : [],
  };
};

const stop = (message: string, act: string | null): Concern => ({ level: 'stop', message, act });
const warning = (message: string, act: string | null): Concern => ({ level: 'warning', message, act });

const changeConcerns = (facts: DeployGateFacts, changes: readonly GatedChange[]): readonly Concern[] => {
  if (!facts.changes.ok)
    return [
      stop(`Whether the changes were reviewed cannot be told: ${facts.changes.reason}`, 'Mend that, then look again.'),
    ];
  return changes.flatMap(concernsOfChange);
};

const concernsOfChange = ({ title, state, open }: GatedChange): readonly Concern[] => {
  switch (state) {
    case 'unsatisfied':
      return [
        stop(
          `“${title}” was merged with its gate open${open.length === 0 ? '' : `: ${listed(open)}`}.`,
          'Answer what is open in its review.',
        ),
      ];
    case 'error':
      return [
        stop(
          `The gate of “${title}” could not be judged${open.length === 0 ? '' : `: ${listed(open)}`}.`,
          'Open its review: it says what failed.',
        ),
      ];
    case 'overridden':
      return [warning(`“${title}” was let through by an override.`, null)];
    case 'satisfied':
    case 'not-applicable':
      return [];
  }
};

const untrackedConcerns = (facts: DeployGateFacts, untracked: readonly Revision[]): readonly Concern[] => {
  const concerns: Concern[] = [];
  const say = facts.untracked === 'stop' ? stop : warning;
  if (untracked.length > 0)
    concerns.push(
      say(
        `${untracked.length} ${untracked.length === 1 ? 'commit belongs' : 'commits belong'} to no reviewed change: ${listed(untracked.map(short))}.`,
        'Somebody pushed past the review. Look at them before they go out.',
      ),
    );
  if (facts.truncated && !facts.first)
    concerns.push(
      stop(
        facts.commits.length === 0
          ? 'Which commits would go out cannot be told: what runs there is not in the checkout any more.'
          : `More than ${facts.commits.length} commits would go out: the older ones cannot be judged.`,
        'Deploy an older revision first, or override with the reason.',
      ),
    );
  return concerns;
};

const qaConcerns = ({ qa, revision }: DeployGateFacts): readonly Concern[] => {
  if (!qa.ok)
    return [stop(`Whether ${short(revision)} was tested cannot be told: ${qa.reason}`, 'Mend that, then look again.')];
  const { run } = qa.value;
  if (run === null) return [stop(`${short(revision)} has no QA run.`, 'Start one on the QA page and finish it.')];
  const act = 'Open the QA run.';
  if (run.state === 'running') return [stop(`The QA run “${run.name}” of ${short(revision)} is not finished.`, act)];
  if (run.state === 'abandoned')
    return [stop(`The QA run “${run.name}” of ${short(revision)} was abandoned.`, 'Start another one.')];
  return run.counts.requiredOpen === 0
    ? []
    : [
        stop(
          `${run.counts.requiredOpen} required ${run.counts.requiredOpen === 1 ? 'case' : 'cases'} of the QA run “${run.name}” did not pass${run.open.length === 0 ? '' : `: ${listed(run.open)}`}.`,
          'Mend what failed and test the new revision.',
        ),
      ];
};
