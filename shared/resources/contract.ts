import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant } from '../ids.ts';

/** A process of a server, with what it used over one second. */
export const ServerProcess = z.object({
  pid: z.number().int(),
  /** The kernel's name of it: 15 characters at most. */
  name: z.string(),
  /** How it was started, cut at 300 characters; null for a kernel thread, and where it was over by then. It may hold a secret that somebody
   * put into it: shown, never stored. */
  command: z.string().nullable(),
  /** Percent of one processor. */
  cpu: z.number(),
  /** Resident, in bytes. */
  memory: z.number(),
});
export type ServerProcess = Readonly<z.infer<typeof ServerProcess>>;

export const resourcesContract = {
  /** Looks once what uses a server's processor and memory; takes a second. The ten that use most of either, the busiest first. */
  processes: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.object({ at: Instant, processes: z.array(ServerProcess) }))
    .errors({ GONE: errors.GONE, SSH: errors.SSH, TARGET: errors.TARGET }),
};
