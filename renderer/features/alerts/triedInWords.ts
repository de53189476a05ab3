import type { TriedAlert } from '../../../shared/alerts/contract.ts';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';

/** What came of trying a rule: how often it would have opened, how long it would have been open, how much was measured at all, and what the past
 * cannot say. */
export const triedInWords = ({
  alerts,
  watched,
  note,
  window,
}: {
  readonly alerts: readonly TriedAlert[];
  readonly watched: number;
  readonly note: string | null;
  readonly window: { readonly to: number };
}): string => {
  if (note !== null && alerts.length === 0) return note;
  if (watched === 0 && alerts.length === 0)
    return 'Nothing that it looks at was measured in this time, so there is nothing to try it against.';
  const measured = [
    watched >= 0.995 ? 'All of the time was measured.' : `${share(watched)} of the time was measured.`,
    note ?? '',
  ]
    .join(' ')
    .trim();
  if (alerts.length === 0) return `It would not have opened. ${measured}`;
  const open = alerts.reduce((sum, { from, to }) => sum + (to ?? window.to) - from, 0);
  const times = alerts.length === 1 ? 'once' : `${String(alerts.length)} times`;
  return `It would have opened ${times}, for ${spokenSeconds(open / 1000)} in all. ${measured}`;
};

/** Never 0 % of something, nor 100 % of less than all. */
const share = (of: number): string => (of < 0.01 ? 'Less than 1 %' : `${String(Math.min(99, Math.round(of * 100)))} %`);
