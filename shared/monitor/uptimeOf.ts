import type { StateSpan, Uptime } from './contract.ts';

/** Milliseconds of a window that were watched, and those of them in which the path worked; `degraded` works.
 *
 * Time that is unknown, or that no span covers, is in neither: it changes the watched share, never the ratio. `spans` are of one hop (or of
 * the path) and do not overlap; an open span counts until `now`. */
export const uptimeOf = (
  spans: readonly Pick<StateSpan, 'state' | 'from' | 'to'>[],
  window: { readonly from: number; readonly to: number },
  now: number,
): Uptime => {
  let [watched, up] = [0, 0];
  for (const { state, from, to } of spans) {
    if (state === 'unknown') continue;
    const length = Math.max(0, Math.min(to ?? now, window.to) - Math.max(from, window.from));
    watched += length;
    if (state !== 'down') up += length;
  }
  return { watched, up, ratio: watched === 0 ? null : up / watched };
};
