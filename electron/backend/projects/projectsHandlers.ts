import { implement } from '@orpc/server';
import { projectsContract } from '../../../shared/projects/contract.ts';
import type { ProjectSettings } from '../../../shared/projects/project.ts';
import type { FiledProject } from '../../../shared/projects/projectFile.ts';
import { projectFileName, writeProjectFile } from '../../../shared/projects/writeProjectFile.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { ProjectCommands } from './projectCommands.ts';
import { listProjects } from './projectTable.ts';
import { readPresets } from './readPresets.ts';
import { readProjectFile } from './readProjectFile.ts';

export interface ProjectsHandlersDeps {
  readonly db: Database;
  readonly commands: ProjectCommands;
  /** Holds the project files that come with Pitwall. */
  readonly presetsDir: string;
  readonly log: Log;
}

/** What the `projects` contract can do. */
export const createProjectsHandlers = ({ db, commands, presetsDir, log }: ProjectsHandlersDeps) => {
  const os = implement(projectsContract);
  return os.router({
    list: os.list.handler(() => [...listProjects(db)]),
    create: os.create.handler(({ input }) => commands.create({ settings: input, practice: false, environments: [] })),
    update: os.update.handler(({ input }) => commands.update(input.project, input.settings)),
    dependents: os.dependents.handler(async ({ input }) => [...(await commands.dependents(input.project))]),
    environmentDependents: os.environmentDependents.handler(({ input }) => [
      ...commands.environmentDependents(input.environment),
    ]),
    delete: os.delete.handler(({ input }) => commands.remove(input.project, input.confirm)),
    createEnvironment: os.createEnvironment.handler(({ input }) =>
      commands.createEnvironment(input.project, input.settings),
    ),
    updateEnvironment: os.updateEnvironment.handler(({ input }) =>
      commands.updateEnvironment(input.environment, input.settings),
    ),
    deleteEnvironment: os.deleteEnvironment.handler(({ input }) =>
      commands.removeEnvironment(input.environment, input.confirm),
    ),
    orderEnvironments: os.orderEnvironments.handler(({ input }) => commands.order(input.project, input.order)),
    exportFile: os.exportFile.handler(({ input }) => {
      const project = commands.filed(input.project);
      return { fileName: projectFileName(project.name), text: writeProjectFile(project) };
    }),
    importFile: os.importFile.handler(({ input }) => {
      const project = readProjectFile(input.text);
      const settings = settingsOf(project);
      if (input.dryRun) {
        commands.refuseTaken(settings);
        return { project, created: null };
      }
      const { environments } = project;
      return { project, created: commands.create({ settings, practice: false, environments }).id };
    }),
    presets: os.presets.handler(() => [...readPresets(presetsDir, log)]),
  });
};

const settingsOf = ({ name, key, description }: FiledProject): ProjectSettings => ({ name, key, description });
