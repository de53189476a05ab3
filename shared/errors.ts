import { z } from 'zod';
import { gitCauses } from './branches/gitCauses.ts';
import { SshFailure } from './connections/sshFailure.ts';

const Advice = z.object({ act: z.string() });

/** The closed list of error codes that cross the wire, each with its data. Everything else arrives as INTERNAL. */
export const errors = {
  /** What was asked for is not there (any more). */
  GONE: {
    data: z.object({
      what: z.enum([
        'project',
        'environment',
        'run',
        'preset',
        'item',
        'member',
        'sprint',
        'comment',
        'link',
        'view',
        'import',
        'rule',
        'alert',
        'exception',
        'window',
        'test case',
        'QA run',
        'test run',
        'report',
        'upload',
        'change',
        'file',
        'branch',
        'repository',
      ]),
      id: z.string(),
    }),
  },
  /** The name is used by another one. */
  NAME_TAKEN: { data: Advice.extend({ name: z.string() }) },
  /** Something depends on it; `by` names what. */
  IN_USE: { data: Advice.extend({ by: z.array(z.string()) }) },
  /** Well-formed, but not allowed now; the message says why. */
  REFUSED: { data: Advice },
  /** Somebody changed the same thing in between; `changes` names each, and nothing of it was overwritten. */
  CONFLICT: { data: Advice.extend({ changes: z.array(z.string()) }) },
  /** A file did not fit its schema. */
  FILE_INVALID: {
    data: z.object({
      problems: z.array(
        z.object({
          line: z.number().int().nullable(),
          column: z.number().int().nullable(),
          field: z.string(),
          message: z.string(),
        }),
      ),
    }),
  },
  /** No shell on the target. */
  SSH: { data: SshFailure },
  /** The target answered, but not as it must. */
  TARGET: { data: Advice.extend({ cause: z.string() }) },
  /** git or the way to its server refused. */
  GIT: { data: Advice.extend({ cause: z.enum(gitCauses) }) },
  /** Another run holds the environment. */
  BUSY: { data: Advice.extend({ run: z.string(), by: z.string(), since: z.number(), step: z.string().nullable() }) },
  /** This system keeps no secret safely, so none was stored. */
  NOT_PROTECTED: { data: Advice },
  /** The data folder cannot be written (disk full, read-only). */
  STORAGE: { data: Advice },
  /** A surprise; the detail is in Pitwall's own log under this id. */
  INTERNAL: { data: z.object({ id: z.string() }) },
} as const;

export type ErrorCode = keyof typeof errors;
export type ErrorData<Code extends ErrorCode> = z.infer<(typeof errors)[Code]['data']>;

/** An expected failure on its way to the caller; the API layer turns it into the contract's error of the same code. */
export class Failure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: ErrorData<Code>;
  constructor(code: Code, message: string, data: ErrorData<Code>) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.data = data;
  }
}
