import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { ProjectId } from '../ids.ts';

const { REFUSED, STORAGE } = errors;

export const rangeFaultNames = [
  'app-returns-500',
  'app-dies-at-start',
  'nginx-config-broken',
  'disk-full',
  'slow-app',
  'sluggish-app',
  'error-bursts',
  'memory-leak',
  'dns-wrong-address',
  'edge-dead',
  'host-key-changed',
  'dirty-checkout',
  'no-sudo-rule',
] as const;
export const RangeFaultName = z.enum(rangeFaultNames);
export type RangeFaultName = z.infer<typeof RangeFaultName>;

export const RangeServer = z.object({
  name: z.enum(['staging', 'production']),
  sshPort: z.number().int(),
  nginxPort: z.number().int(),
  appPort: z.number().int(),
  /** Of the proxy at the public address, and of the name server that knows it (UDP); null: the server has not run since there are any. */
  edgePort: z.number().int().nullable(),
  dnsPort: z.number().int().nullable(),
  /** Version the app answers with; null when it does not run. */
  version: z.string().nullable(),
  faults: z.array(RangeFaultName),
});
export type RangeServer = Readonly<z.infer<typeof RangeServer>>;

export const RangeState = z.object({
  available: z.boolean(),
  /** Why it is not available here, e.g. a missing tool with the line that installs it. */
  why: z.string().nullable(),
  open: z.boolean(),
  project: ProjectId.nullable(),
  folder: z.string().nullable(),
  servers: z.array(RangeServer),
  faults: z.array(z.object({ name: RangeFaultName, title: z.string(), expect: z.string() })),
});
export type RangeState = Readonly<z.infer<typeof RangeState>>;

export const rangeContract = {
  state: oc.output(RangeState),
  /** Builds it on first use, starts its servers and makes its project. Safe to repeat. */
  open: oc.output(RangeState).errors({ REFUSED, STORAGE }),
  /** Ends its servers; the folder and the project stay. */
  close: oc.output(RangeState),
  setFault: oc
    .input(z.object({ server: z.enum(['staging', 'production']), fault: RangeFaultName, on: z.boolean() }))
    .output(RangeState)
    .errors({ REFUSED }),
  /** A new commit in the range's origin, so that there is something to deploy. */
  addCommit: oc.output(z.object({ revision: z.string(), subject: z.string() })).errors({ REFUSED }),
};
