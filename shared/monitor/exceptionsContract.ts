import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, Instant } from '../ids.ts';
import { ExceptionGroup, ExceptionGroupId } from './exceptionGroup.ts';
import { UnitHistory } from './unitHistory.ts';
import { UnitState } from './unitState.ts';

const { CONFLICT, GONE, REFUSED, STORAGE } = errors;

/** A group as a window showed it: with what counted to it. When that is not so any more, nothing is changed. */
export const SeenGroup = z.object({ group: ExceptionGroupId, parts: z.array(ExceptionGroupId).min(1).max(1_000) });
export type SeenGroup = Readonly<z.infer<typeof SeenGroup>>;

/** How the following of a unit's journal is doing, and how the units stand. */
export const JournalState = z.object({
  /** `blocked`: the journal cannot be read as things are, and `reason` says what to do. */
  state: z.enum(['off', 'connecting', 'live', 'lost', 'blocked']),
  since: Instant,
  reason: z.string().nullable(),
  units: z.array(UnitState),
  /** Of every unit that was ever looked at here. */
  history: z.array(UnitHistory),
  /** What to know of the times that are shown. */
  notes: z.array(z.string()),
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
  /** Lets groups count as one, from now on, too; it is called as the one that was seen first. */
  merge: oc
    .input(z.object({ groups: z.array(SeenGroup).min(2).max(50) }))
    .output(ExceptionGroup)
    .errors({ CONFLICT, GONE, REFUSED, STORAGE }),
  /** Takes parts out of a group, each into a group of its own, as it was before. */
  split: oc
    .input(SeenGroup.extend({ out: z.array(ExceptionGroupId).min(1).max(1_000) }))
    .output(z.array(ExceptionGroup))
    .errors({ CONFLICT, GONE, REFUSED, STORAGE }),
};
