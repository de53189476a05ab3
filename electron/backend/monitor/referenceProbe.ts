import type { Reference } from '../../../shared/monitor/monitorSettings.ts';
import type { Clock } from '../clock.ts';
import { openDirect } from '../ssh/openDirect.ts';
import { withDeadline } from '../ssh/withDeadline.ts';
import { type ResolveNameOptions, resolveName } from './resolveName.ts';

export interface ReferenceProbeOptions extends ResolveNameOptions {
  readonly clock: Clock;
}

/** Whether an address of the outside world takes a TCP connection. Never rejects. */
export const referenceProbe = async ({ host, port }: Reference, options: ReferenceProbeOptions): Promise<boolean> => {
  const { clock, timeoutMs, signal } = options;
  try {
    return await withDeadline({ clock, ms: timeoutMs, signal }, async (within) => {
      const { addresses } = await resolveName(host, { ...options, signal: within });
      if (addresses.length === 0) return false;
      (await openDirect(host, port, within, addresses)).destroy();
      return true;
    });
  } catch {
    return false;
  }
};
