import type { StateSpan, Uptime } from './contract.ts';

/** Milliseconds of a window that were watched, and those of them in which the path worked; `degraded` works.
 *
 * Time that is unknown, or that no span covers, is in neither: it changes the watched share, never the ratio. `spans` are of one hop (or of
 * the path), oldest first; an open span counts until `now`. They overlap where the clock was set back: that time counts once, as what was seen
 * of it first. */
export const uptimeOf = (
  spans: readonly Pick<StateSpan, 'state' | 'from' | 'to'>[],
  window: { readonly from: number; readonly to: number },
  now: number,
): Uptime => {
  let [watched, up] = [0, 0];
  let counted = window.from;
  for (const { state, from, to } of spans) {
    if (state === 'unknown') continue;
    const end = Math.min(to ?? now, window.to);
    const length = Math.max(0, end - Math.max(from, counted));
    counted = Math.max(counted, end);
    watched += length;
    if (state !== 'down') up += length;
  }
  return { watched, up, ratio: watched === 0 ? null : up / watched };
};
