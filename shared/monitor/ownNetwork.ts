import type { OwnNetwork } from './hop.ts';
import type { ProbedHop } from './probedHop.ts';

/** Whether this machine itself reaches the world.
 *
 * `down` only when nothing outside was heard *and* none of the references took a connection; without references nobody can tell, and a
 * failure stays what it is. `references` holds for each whether it took the connection; they need not be asked when something was heard. */
export const ownNetworkOf = (
  probes: readonly Pick<ProbedHop, 'heard'>[],
  references: readonly boolean[],
): OwnNetwork => {
  if (probes.some(({ heard }) => heard) || references.some((reached) => reached)) return 'up';
  return references.length === 0 ? 'unknown' : 'down';
};
