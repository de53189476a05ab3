import { implement } from '@orpc/server';
import { dateAt } from '../../../shared/calendarDate.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { sprintsContract } from '../../../shared/sprints/contract.ts';
import { proposeSprints } from '../../../shared/sprints/proposeSprints.ts';
import type { SprintSettings } from '../../../shared/sprints/sprint.ts';
import { closeSprint } from './closeSprint.ts';
import { createSprintCommands } from './sprintCommands.ts';
import { needProject, needSprint } from './sprintGuards.ts';
import { listProgress } from './sprintProgressTable.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { listSprints } from './sprintTable.ts';
import { startSprint } from './startSprint.ts';

/** What the `sprints` contract can do. */
export const createSprintsHandlers = (deps: SprintsDeps) => {
  const os = implement(sprintsContract);
  const commands = createSprintCommands(deps);
  return os.router({
    list: os.list.handler(({ input }) => {
      needProject(deps, input.project);
      return [...listSprints(deps.db, input.project)];
    }),
    propose: os.propose.handler(({ input }) => propose(deps, input.project, input.count)),
    create: os.create.handler(({ input }) => commands.create(input.window, input.project, input.settings)),
    update: os.update.handler(({ input }) => commands.update(input.window, input.sprint, input.settings)),
    remove: os.remove.handler(({ input }) => commands.remove(input.window, input.sprint)),
    start: os.start.handler(({ input }) => startSprint(deps, input)),
    close: os.close.handler(({ input }) => closeSprint(deps, input)),
    progress: os.progress.handler(({ input }) => [...listProgress(deps.db, needSprint(deps.db, input.sprint).id)]),
  });
};

const propose = (deps: SprintsDeps, project: ProjectId, count: number): SprintSettings[] => {
  needProject(deps, project);
  const { cadence, timeZone } = deps.settingsOf(project);
  const basis = {
    sprints: listSprints(deps.db, project),
    team: deps.membersOf(project),
    cadence,
    today: dateAt(deps.clock.now(), timeZone),
  };
  return proposeSprints(basis, count);
};
