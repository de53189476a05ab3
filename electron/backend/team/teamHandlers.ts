import { implement } from '@orpc/server';
import { teamContract } from '../../../shared/team/contract.ts';
import { createTeamCommands, type TeamDeps } from './teamCommands.ts';

/** What the `team` contract can do. */
export const createTeamHandlers = (deps: TeamDeps) => {
  const os = implement(teamContract);
  const commands = createTeamCommands(deps);
  return os.router({
    list: os.list.handler(({ input }) => [...commands.list(input.project)]),
    create: os.create.handler(({ input }) => commands.create(input.window, input.project, input.settings)),
    update: os.update.handler(({ input }) => commands.update(input.window, input.member, input.settings)),
    remove: os.remove.handler(({ input }) => commands.remove(input.window, input.member)),
  });
};
