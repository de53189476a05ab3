import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { MemberId, ProjectId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { Member, MemberSettings } from './member.ts';

const { GONE, NAME_TAKEN, IN_USE, STORAGE } = errors;

export const teamContract = {
  /** By name; also those who left. */
  list: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(Member))
    .errors({ GONE }),
  create: oc
    .input(PlanningAct.extend({ project: ProjectId, settings: MemberSettings }))
    .output(Member)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  update: oc
    .input(PlanningAct.extend({ member: MemberId, settings: MemberSettings }))
    .output(Member)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  /** Refused while items are assigned to the member: make them inactive instead. */
  remove: oc.input(PlanningAct.extend({ member: MemberId })).errors({ GONE, IN_USE, STORAGE }),
};
