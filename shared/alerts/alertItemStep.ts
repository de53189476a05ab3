import type { StatusCategory } from '../backlog/workflow.ts';

/** The item a cause already has, as far as it decides what a new alert does to it. */
export interface CausedItem {
  readonly category: StatusCategory;
  readonly urgency: number | null;
  /** When Pitwall last wrote about the cause on the item; null when it never did. */
  readonly lastNoteAt: number | null;
}

/** What an alert does to the item of its cause.
 *
 * `create` makes it. `repeat` notes the new evidence and raises the urgency by 1. `reopen` does the same to an item that was done, and opens it
 * again. `note` leaves an item that was declined as it is and notes the alert, once a day at most; `nothing` is for the times in between. */
export type AlertItemStep =
  | { readonly kind: 'create' | 'note' | 'nothing' }
  | { readonly kind: 'repeat' | 'reopen'; readonly urgency: number };

const DAY = 86_400_000;
const MOST_URGENT = 10;

/** What becomes of a cause's item when an alert of it is told, at an instant; `item` null when there is none. */
export const alertItemStep = (item: CausedItem | null, now: number): AlertItemStep => {
  if (item === null) return { kind: 'create' };
  if (item.category === 'cancelled')
    return { kind: item.lastNoteAt !== null && now - item.lastNoteAt < DAY ? 'nothing' : 'note' };
  const urgency = Math.min(MOST_URGENT, (item.urgency ?? 0) + 1);
  return { kind: item.category === 'done' ? 'reopen' : 'repeat', urgency };
};
