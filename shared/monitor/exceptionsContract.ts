import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant } from '../ids.ts';
import { ExceptionGroup, ExceptionGroupId } from './exceptionGroup.ts';
import { UnitState } from './unitState.ts';

const { GONE, STORAGE } = errors;

/** How the following of a unit's journal is doing, and how the units stand. */
export const JournalState = z.object({
  /** `blocked`: the journal cannot be read as things are, and `reason` says what to do. */
  state: z.enum(['off', 'connecting', 'live', 'lost', 'blocked']),
  since: Instant,
  reason: z.string().nullable(),
  units: z.array(UnitState),
});
export type JournalState = Readonly<z.infer<typeof JournalState>>;

export const exceptionsContract = {
  /** The open ones first, the last seen first; at most 200. */
  list: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.object({ journal: JournalState, groups: z.array(ExceptionGroup) }))
    .errors({ GONE }),
  /** Says that it is fixed: seen again, it is a regression. */
  resolve: oc
    .input(z.object({ group: ExceptionGroupId }))
    .output(ExceptionGroup)
    .errors({ GONE, STORAGE }),
};
