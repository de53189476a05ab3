import { randomUUID } from 'node:crypto';
import { type ProjectId, SprintId, type WindowId } from '../../../shared/ids.ts';
import { changedFields } from '../../../shared/projects/changedFields.ts';
import { type Sprint, SprintSettings } from '../../../shared/sprints/sprint.ts';
import { needProject, needSprint, refused } from './sprintGuards.ts';
import { sprintObjection } from './sprintObjection.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { listSprints } from './sprintTable.ts';

/** Makes, changes and deletes sprints. Throws what `sprintObjection` finds against them. */
export const createSprintCommands = (deps: SprintsDeps) => {
  const { db, acts } = deps;

  const refuseClash = (sprint: Sprint): void => {
    const others = listSprints(db, sprint.projectId).filter(({ id }) => id !== sprint.id);
    const objection = sprintObjection(sprint, others, new Set(deps.membersOf(sprint.projectId).map(({ id }) => id)));
    if (objection !== null) throw objection;
  };

  const create = (window: WindowId, project: ProjectId, asked: SprintSettings): Sprint => {
    needProject(deps, project);
    const settings = settled(asked);
    return acts.commit({ project, window }, (edit) => {
      const id = SprintId.parse(randomUUID());
      const sprint: Sprint = { ...settings, id, projectId: project, state: 'planned', commitment: null, report: null };
      refuseClash(sprint);
      edit.insert('sprint', sprint);
      return {
        result: sprint,
        act: { verb: 'sprint.create', entity: 'sprint', id, summary: `Create ${sprint.name}` },
      };
    });
  };

  const update = (window: WindowId, id: SprintId, asked: SprintSettings): Sprint => {
    const before = needSprint(db, id);
    const settings = settled(asked);
    const fields = changedFields(SprintSettings.parse(before), settings);
    if (fields.length === 0) return before;
    return acts.commit({ project: before.projectId, window }, (edit) => {
      const sprint = edit.update('sprint', id, settings);
      refuseClash(sprint);
      return {
        result: sprint,
        act: {
          verb: 'sprint.update',
          entity: 'sprint',
          id,
          summary: `Change ${sprint.name}: ${fields.map(inWords).join(', ')}`,
        },
      };
    });
  };

  const remove = (window: WindowId, id: SprintId): void => {
    const { name, projectId } = needSprint(db, id);
    acts.commit({ project: projectId, window }, (edit) => {
      const { state } = needSprint(db, id);
      if (state !== 'planned')
        throw refused(
          `${name} is ${state}: only a planned sprint can be deleted.`,
          state === 'active' ? 'Close it, or take its start back.' : 'It stays as the record of what was done.',
        );
      for (const item of deps.itemsAround(id)) if (item.sprint === id) edit.update('item', item.id, { sprint: null });
      edit.remove('sprint', id);
      return { result: undefined, act: { verb: 'sprint.remove', entity: 'sprint', id, summary: `Delete ${name}` } };
    });
  };

  return { create, update, remove };
};

const words: Readonly<Record<string, string>> = { teamDaysOff: 'team days off', end: 'last day', start: 'first day' };
const inWords = (field: string): string => words[field] ?? field;

/** Settings with each day once and in order, so that the same plan is the same settings. A verdict is refused: it comes with the close. */
const settled = (settings: SprintSettings): SprintSettings => {
  if (settings.goals.some(({ verdict }) => verdict !== null))
    throw refused('A goal has a verdict before its sprint is closed.', 'Give the verdict when you close the sprint.');
  if (new Set(settings.goals.map(({ id }) => id)).size !== settings.goals.length)
    throw refused('Two goals have the same id.', 'Give each goal an id of its own.');
  return SprintSettings.parse({
    ...settings,
    members: settings.members.map((each) => ({
      ...each,
      workingDays: once(each.workingDays),
      daysOff: once(each.daysOff),
    })),
    teamDaysOff: once(settings.teamDaysOff),
  });
};

const once = <Of extends number | string>(values: readonly Of[]): Of[] =>
  [...new Set(values)].sort((one, other) => (one < other ? -1 : 1));
