import { byRank } from '../../../../shared/backlog/byRank.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import { triageState } from '../../../../shared/backlog/triageState.ts';

export interface InboxItems {
  readonly waiting: readonly Item[];
  /** The one that comes back first, first. */
  readonly snoozed: readonly Item[];
}

const backAt = ({ triage }: Item): number => (triage?.state === 'snoozed' ? triage.until : 0);

/** What waits for a decision at an instant, oldest first, and what will wait again later. */
export const inboxItems = (items: Iterable<Item>, now: number): InboxItems => {
  const undecided = [...items].filter(({ triage }) => triage !== null);
  return {
    waiting: undecided
      .filter(({ triage }) => triageState(triage, now) === 'waiting')
      .sort((one, other) => one.createdAt - other.createdAt || byRank(one, other)),
    snoozed: undecided
      .filter(({ triage }) => triageState(triage, now) === 'snoozed')
      .sort((one, other) => backAt(one) - backAt(other)),
  };
};
