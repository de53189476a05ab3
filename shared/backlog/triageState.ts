import type { Triage } from './item.ts';

/** Where an item stands with triage at an instant: `accepted` is every item that does not wait.
 *
 * A snoozed item waits again once its time has come. Nobody has to write that: it is decided whenever it is asked. */
export const triageState = (triage: Triage | null, now: number): 'accepted' | 'waiting' | 'snoozed' => {
  if (triage === null) return 'accepted';
  return triage.state === 'snoozed' && triage.until > now ? 'snoozed' : 'waiting';
};
