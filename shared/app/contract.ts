import { oc } from '@orpc/contract';
import { z } from 'zod';
import { VaultProtection } from '../connections/contract.ts';
import { Instant } from '../ids.ts';

export const AppInfo = z.object({
  version: z.string(),
  shell: z.enum(['desktop', 'browser']),
  dataDir: z.string(),
  vault: VaultProtection,
  startedAt: Instant,
  /** Trouble at start that the user must know, e.g. a database set aside and restored from a backup. */
  notices: z.array(z.string()),
});
export type AppInfo = Readonly<z.infer<typeof AppInfo>>;

export const appContract = { info: oc.output(AppInfo) };
