import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { EnvironmentId, ProjectId } from '../ids.ts';
import { Environment, EnvironmentSettings } from './environment.ts';
import { Project, ProjectSettings } from './project.ts';
import { FiledProject } from './projectFile.ts';

const { GONE, NAME_TAKEN, IN_USE, REFUSED, FILE_INVALID, STORAGE } = errors;

/** A project file is a page of settings; nobody writes a megabyte of them by hand. */
export const PROJECT_FILE_MAX = 256 * 1024;

export const projectsContract = {
  list: oc.output(z.array(Project)),
  create: oc.input(ProjectSettings).output(Project).errors({ NAME_TAKEN, STORAGE }),
  update: oc
    .input(z.object({ project: ProjectId, settings: ProjectSettings }))
    .output(Project)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  /** What would go with it, in words: "2 environments", "14 runs with their logs". */
  dependents: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(z.string()))
    .errors({ GONE }),
  environmentDependents: oc
    .input(z.object({ environment: EnvironmentId }))
    .output(z.array(z.string()))
    .errors({ GONE }),
  /** `confirm` must be the project's name, typed. Refused while a run is going on. */
  delete: oc.input(z.object({ project: ProjectId, confirm: z.string() })).errors({ GONE, IN_USE, REFUSED, STORAGE }),
  createEnvironment: oc
    .input(z.object({ project: ProjectId, settings: EnvironmentSettings }))
    .output(Environment)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  updateEnvironment: oc
    .input(z.object({ environment: EnvironmentId, settings: EnvironmentSettings }))
    .output(Environment)
    .errors({ GONE, NAME_TAKEN, IN_USE, STORAGE }),
  deleteEnvironment: oc
    .input(z.object({ environment: EnvironmentId, confirm: z.string() }))
    .errors({ GONE, IN_USE, REFUSED, STORAGE }),
  /** Staging before production: the whole order at once. */
  orderEnvironments: oc
    .input(z.object({ project: ProjectId, order: z.array(EnvironmentId).max(100) }))
    .output(Project)
    .errors({ GONE, REFUSED, STORAGE }),
  exportFile: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ fileName: z.string(), text: z.string() }))
    .errors({ GONE }),
  /** With `dryRun` nothing is written and `created` is null; `project` shows what would be made. */
  importFile: oc
    .input(z.object({ text: z.string().max(PROJECT_FILE_MAX), dryRun: z.boolean() }))
    .output(
      z.object({
        project: FiledProject,
        created: ProjectId.nullable(),
      }),
    )
    .errors({ FILE_INVALID, NAME_TAKEN, STORAGE }),
  presets: oc.output(
    z.array(z.object({ id: z.string(), name: z.string(), description: z.string(), text: z.string() })),
  ),
};
