import type { Alert } from './alert.ts';

/** What two alerts of one cause have in common: environment, rule and subject. It names the cause's one backlog item as its source.
 *
 * A long subject is cut so that the key fits `ItemSource`; subjects that differ only beyond that share an item. */
export const causeKey = ({ environmentId, rule, subject }: Pick<Alert, 'environmentId' | 'rule' | 'subject'>): string =>
  `${environmentId}/${rule}${subject === '' ? '' : ` ${[...subject].slice(0, 60).join('')}`}`.slice(0, 200);
