import type { HopState } from './hop.ts';

/** Whether a name leads where it must: `found` against `expected`, both in canonical spelling. Nothing expected: any address will do.
 *
 * None of the expected: down. Some others beside them: degraded, because a part of the users goes there. */
export const judgeAddresses = (
  found: readonly string[],
  expected: readonly string[],
): { readonly state: HopState; readonly detail: string } => {
  const list = found.join(', ');
  if (found.length === 0) return { state: 'down', detail: 'the name has no address' };
  if (expected.length === 0) return { state: 'up', detail: `resolves to ${list}` };
  const strange = found.filter((address) => !expected.includes(address));
  if (strange.length === 0) return { state: 'up', detail: `resolves to ${list}, as expected` };
  return strange.length === found.length
    ? { state: 'down', detail: `resolves to ${list}, expected ${expected.join(', ')}` }
    : { state: 'degraded', detail: `resolves to ${list}, of which ${strange.join(', ')} is not expected` };
};
