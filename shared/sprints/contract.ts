import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { ItemId, ProjectId, SprintId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { GoalVerdict, ProgressPoint, Sprint, SprintSettings } from './sprint.ts';

const { GONE, NAME_TAKEN, IN_USE, REFUSED, STORAGE } = errors;

/** Where an unfinished item goes when its sprint closes. */
export const Destination = z.union([SprintId, z.literal('backlog')]);
export type Destination = z.infer<typeof Destination>;

export const sprintsContract = {
  /** In the order of their days. */
  list: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(Sprint))
    .errors({ GONE }),
  /** The next sprints by the project's cadence, named and dated, with the team as in the last sprint; nothing is written. Today is the day it
   * is in the project's time zone. */
  propose: oc
    .input(z.object({ project: ProjectId, count: z.number().int().min(1).max(12) }))
    .output(z.array(SprintSettings))
    .errors({ GONE }),
  /** Refused when its days overlap another sprint's, which the message names. */
  create: oc
    .input(PlanningAct.extend({ project: ProjectId, settings: SprintSettings }))
    .output(Sprint)
    .errors({ GONE, NAME_TAKEN, REFUSED, STORAGE }),
  update: oc
    .input(PlanningAct.extend({ sprint: SprintId, settings: SprintSettings }))
    .output(Sprint)
    .errors({ GONE, NAME_TAKEN, REFUSED, STORAGE }),
  /** Only a planned one; its items go back to the backlog. */
  remove: oc.input(PlanningAct.extend({ sprint: SprintId })).errors({ GONE, IN_USE, REFUSED, STORAGE }),
  /** Freezes the commitment. Refused while another sprint is active. `overCommitted` must be said when the load is over the capacity. */
  start: oc
    .input(PlanningAct.extend({ sprint: SprintId, overCommitted: z.boolean() }))
    .output(Sprint)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Every unfinished item must have a destination, every goal a verdict. Cannot be undone: a closed sprint never changes. */
  close: oc
    .input(
      PlanningAct.extend({
        sprint: SprintId,
        destinations: z.array(z.object({ item: ItemId, to: Destination })).max(10_000),
        verdicts: z.array(z.object({ goal: z.uuid(), verdict: GoalVerdict })).max(20),
      }),
    )
    .output(Sprint)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Scope and completed points at every change since the start, oldest first. */
  progress: oc
    .input(z.object({ sprint: SprintId }))
    .output(z.array(ProgressPoint))
    .errors({ GONE }),
};
