/** What a rule about change keeps of the time before: sums of equal slots, so that its size does not depend on the number of samples. */
export interface RateWindow {
  /** Oldest first; at most `RATE_SLOTS` and the one being filled. */
  readonly slots: readonly { readonly slot: number; readonly sum: number; readonly count: number }[];
}

/** Finer slots make the window's end sharper by a twelfth of its length; more would only cost. */
export const RATE_SLOTS = 12;

export const emptyRateWindow: RateWindow = { slots: [] };

const slotOf = (at: number, overSeconds: number): number => Math.floor((at * RATE_SLOTS) / (overSeconds * 1000));

/** The mean of the samples in the `overSeconds` before an instant; null when less than half of that time has any, because then nobody knows
 * what was usual. */
export const meanBefore = ({ slots }: RateWindow, at: number, overSeconds: number): number | null => {
  const oldest = slotOf(at, overSeconds) - RATE_SLOTS;
  const inside = slots.filter(({ slot }) => slot >= oldest);
  if (inside.length < RATE_SLOTS / 2) return null;
  return inside.reduce((sum, each) => sum + each.sum, 0) / inside.reduce((sum, each) => sum + each.count, 0);
};

/** The window with one more sample; what is too old for it is let go. A clock that was set back begins it anew. */
export const withSample = (window: RateWindow, at: number, value: number, overSeconds: number): RateWindow => {
  const slot = slotOf(at, overSeconds);
  const last = window.slots.at(-1);
  if (last !== undefined && slot < last.slot) return { slots: [{ slot, sum: value, count: 1 }] };
  if (last?.slot === slot)
    return {
      slots: [...window.slots.slice(0, -1), { slot, sum: last.sum + value, count: last.count + 1 }],
    };
  return {
    slots: [...window.slots.filter((each) => each.slot >= slot - RATE_SLOTS), { slot, sum: value, count: 1 }],
  };
};

/** The change of a value against a mean, in percent of the mean; null when the mean is 0 and the value is not, for there is no percent of
 * nothing. */
export const changeInPercent = (value: number, mean: number): number | null => {
  if (mean === 0) return value === 0 ? 0 : null;
  return ((value - mean) / Math.abs(mean)) * 100;
};
