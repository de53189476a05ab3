import type { EnvironmentSettings } from '../projects/environment.ts';
import type { Concern } from './concern.ts';
import type { TargetState } from './contract.ts';
import type { Run } from './run.ts';

/** A clock further off than this misleads whoever compares log times; a healthy NTP client stays within 0.1 s. */
const SKEW_WORTH_SAYING = 5_000;

const short = (revision: string): string => revision.slice(0, 7);

/** What stands against deploying `target.head` now. Pure: what was read goes in, what to say comes out. */
export const deployConcerns = (
  settings: EnvironmentSettings,
  target: TargetState,
  known: { readonly active: Run | null; readonly last: Run | null; readonly incomplete: boolean },
): readonly Concern[] => {
  const concerns: Concern[] = [];
  const stop = (message: string, act: string | null) => concerns.push({ level: 'stop', message, act });
  const warn = (message: string, act: string | null) => concerns.push({ level: 'warning', message, act });

  if (known.active !== null)
    stop(
      `A run of ${short(known.active.revision)} by ${known.active.actor} is going on.`,
      'Open it and wait for its end, or cancel it.',
    );
  else if (target.lockedBy !== null)
    stop(
      `${target.lockedBy.actor} is deploying from another machine${target.lockedBy.step === null ? '' : ` (step ${target.lockedBy.step})`}.`,
      'Wait for its end, then look again.',
    );
  if (known.incomplete)
    warn(
      'The last copy into the app folder did not finish: its files are a mixture of two revisions.',
      'Deploy again to make them whole.',
    );
  else if (target.running === null)
    warn(
      `Pitwall has not finished a deploy here yet, so it cannot say which revision runs. Commits are counted from the checkout.`,
      null,
    );
  const lastGood = known.last?.outcome?.kind === 'succeeded' ? known.last.revision : null;
  if (target.running !== null && lastGood !== null && target.running !== lastGood)
    warn(
      `Drift: ${short(target.running)} runs, but the last deploy from here was ${short(lastGood)}.`,
      'Somebody deployed by other means. See that it is not undone by accident.',
    );
  if (target.running === target.head)
    warn(`${short(target.head)} runs there already; deploying it again only restarts.`, null);
  if (target.removed > 0)
    warn(
      `${target.removed} commit${target.removed === 1 ? '' : 's'} that run${target.removed === 1 ? 's' : ''} now ${target.removed === 1 ? 'is' : 'are'} not in ${settings.branch}: it was force-pushed or is another branch.`,
      'A fast-forward will be refused by the target unless the checkout has been put right.',
    );
  if (target.unitState === 'failed')
    warn(`Unit ${settings.unit} is in state failed now.`, 'Look at its journal before you deploy.');
  if (Math.abs(target.clockSkew) > SKEW_WORTH_SAYING)
    warn(
      `The server’s clock is ${Math.round(Math.abs(target.clockSkew) / 1000)} s ${target.clockSkew > 0 ? 'ahead of' : 'behind'} this machine’s.`,
      'Times in the log are the server’s. See that NTP runs there.',
    );
  return concerns;
};
