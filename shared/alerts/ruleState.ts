import { emptyRateWindow, type RateWindow } from './rateWindow.ts';

/** What is remembered of one rule between two readings.
 *
 * While it is closed, `inRow` counts bad readings, while it is open, good ones; `heldMs` is the watched time from the first of them to the
 * last. A rule with a row of bad readings that has not opened yet is pending. */
export interface RuleState {
  readonly open: boolean;
  readonly inRow: number;
  readonly heldMs: number;
  /** When the row began; null without one. */
  readonly since: number | null;
  /** The row's last reading; null when something unknown came after it, so that the time from there counts for nothing. */
  readonly lastAt: number | null;
  /** When it opened in the last day, oldest first: see `settleMs`. */
  readonly openings: readonly number[];
  readonly rate: RateWindow;
  /** Watched time without a sample: of rules about absence, and of open ones about a figure. */
  readonly absence: { readonly ms: number; readonly lastAt: number | null };
}

/** The state of a rule that has seen nothing, or that was open when Pitwall ended. */
export const ruleState = ({
  open,
  openings,
}: {
  readonly open: boolean;
  readonly openings: readonly number[];
}): RuleState => ({
  open,
  inRow: 0,
  heldMs: 0,
  since: null,
  lastAt: null,
  openings,
  rate: emptyRateWindow,
  absence: { ms: 0, lastAt: null },
});

/** Since when a closed rule has been bad without opening yet; null when it is good, or open. */
export const pendingSince = ({ open, inRow, since }: RuleState): number | null => (!open && inRow > 0 ? since : null);

/** Whether samples did not come although somebody watched. */
export const missedSome = ({ absence }: RuleState): boolean => absence.ms > 0 || absence.lastAt !== null;
