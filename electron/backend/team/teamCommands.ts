import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import { MemberId, type ProjectId, type WindowId } from '../../../shared/ids.ts';
import { changedFields } from '../../../shared/projects/changedFields.ts';
import { type Member, MemberSettings } from '../../../shared/team/member.ts';
import type { Acts } from '../db/acts.ts';
import type { Database } from '../db/database.ts';
import { listMembers } from './memberTable.ts';
import { needMember, needProject, refuseTakenName } from './teamGuards.ts';

export interface TeamSurroundings {
  readonly hasProject: (project: ProjectId) => boolean;
  /** How many items are assigned to a member, done ones too. */
  readonly itemsOf: (member: MemberId) => number;
  /** The sprints in which a member works or worked. */
  readonly sprintsOf: (member: MemberId) => readonly { readonly name: string }[];
}

export interface TeamDeps extends TeamSurroundings {
  readonly db: Database;
  readonly acts: Pick<Acts, 'commit'>;
}

/** Everything that changes the team. */
export const createTeamCommands = (deps: TeamDeps) => {
  const { db, acts } = deps;

  const create = (window: WindowId, project: ProjectId, settings: MemberSettings): Member => {
    needProject(deps, project);
    return acts.commit({ project, window }, (edit) => {
      const member: Member = { ...inOrder(settings), id: MemberId.parse(randomUUID()), projectId: project };
      refuseTakenName(db, member);
      edit.insert('member', member);
      return {
        result: member,
        act: { verb: 'member.create', entity: 'member', id: member.id, summary: `Add ${member.name} to the team` },
      };
    });
  };

  const update = (window: WindowId, id: MemberId, settings: MemberSettings): Member => {
    const before = needMember(db, id);
    const wanted = inOrder(settings);
    const fields = changedFields(MemberSettings.parse(before), wanted);
    if (fields.length === 0) return before;
    return acts.commit({ project: before.projectId, window }, (edit) => {
      const member = edit.update('member', id, wanted);
      refuseTakenName(db, member);
      return {
        result: member,
        act: {
          verb: 'member.update',
          entity: 'member',
          id,
          summary: `Change ${member.name}: ${fields.map(inWords).join(', ')}`,
        },
      };
    });
  };

  const remove = (window: WindowId, id: MemberId): void => {
    const { name, projectId } = needMember(db, id);
    acts.commit({ project: projectId, window }, (edit) => {
      const by = [...itemsInWords(deps.itemsOf(id)), ...deps.sprintsOf(id).map((sprint) => sprint.name)];
      if (by.length > 0)
        throw new Failure('IN_USE', `${name} has work to their name: ${by.join(', ')}.`, {
          by,
          act: 'Set them to inactive: they keep what they did, and are offered no more.',
        });
      edit.remove('member', id);
      return {
        result: undefined,
        act: { verb: 'member.remove', entity: 'member', id, summary: `Remove ${name} from the team` },
      };
    });
  };

  return { list: (project: ProjectId) => listTeam(deps, project), create, update, remove };
};

const listTeam = (deps: TeamDeps, project: ProjectId): readonly Member[] => {
  needProject(deps, project);
  return listMembers(deps.db, project);
};

const words: Readonly<Record<string, string>> = {
  workingDays: 'working days',
  focusFactor: 'focus factor',
  perDay: 'capacity of a day',
};
const inWords = (field: string): string => words[field] ?? field;

const itemsInWords = (count: number): readonly string[] =>
  count === 0 ? [] : [count === 1 ? '1 assigned item' : `${count} assigned items`];

/** Weekdays once and in order, so that the same week is the same settings. */
const inOrder = (settings: MemberSettings): MemberSettings => ({
  ...settings,
  workingDays: [...new Set(settings.workingDays)].sort((one, other) => one - other),
});
