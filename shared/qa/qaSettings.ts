import { z } from 'zod';
import { EnvironmentId } from '../ids.ts';
import { plainText } from '../plainText.ts';

/** A path or glob below the folder of the tests: `*` within a folder, `**` over folders. */
export const ReportPath = plainText(500)
  .refine((path) => !path.startsWith('/'), 'must be relative to the folder of the tests')
  .refine((path) => !path.split('/').includes('..'), 'must not hold ..');

/** Where the test command runs: in a fresh checkout on this machine, or in a folder on an environment's server. */
export const TestPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('checkout') }),
  z.object({
    kind: z.literal('environment'),
    environment: EnvironmentId,
    folder: plainText(1000).startsWith('/', 'must be an absolute path'),
  }),
]);
export type TestPlace = Readonly<z.infer<typeof TestPlace>>;

export const TestCommand = z.object({
  /** For `sh -c`; several lines are one script. */
  command: z
    .string()
    .trim()
    .min(1)
    .max(10_000)
    .refine((text) => !text.includes('\0'), 'must not hold the character NUL'),
  place: TestPlace,
  timeLimitSeconds: z.number().int().min(1).max(86_400),
  junit: z.array(ReportPath).max(20),
  coverage: z.array(ReportPath).max(20),
});
export type TestCommand = Readonly<z.infer<typeof TestCommand>>;

/** Whether production is gated, and what becomes of commits that no change brought.
 *
 * `default` is on for a project with a repository and off without one; the practice range is off until somebody switches it on. */
export const DeployPolicy = z.object({
  gate: z.enum(['default', 'on', 'off']),
  untracked: z.enum(['warn', 'stop']),
});
export type DeployPolicy = Readonly<z.infer<typeof DeployPolicy>>;

/** What a project says about its tests. */
export const QaSettings = z.object({
  /** null: there is none yet. */
  command: TestCommand.nullable(),
  policy: DeployPolicy,
});
export type QaSettings = Readonly<z.infer<typeof QaSettings>>;

export const defaultQaSettings: QaSettings = { command: null, policy: { gate: 'default', untracked: 'warn' } };
