import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { DeployPolicy, QaSettings } from '../../../shared/qa/qaSettings.ts';
import type { QaDeps } from './qaDeps.ts';
import { needProject } from './qaGuards.ts';
import { readQaSettings, type VersionedSettings, writeQaSettings } from './qaSettingsTable.ts';
import { recordQa } from './recordQa.ts';

/** What a project says about its tests, and whether its deploys to production are gated. */
export const createQaSettingsCommands = (deps: QaDeps) => {
  const { db } = deps;

  const policyOf = (project: ProjectId): { readonly gated: boolean; readonly untracked: DeployPolicy['untracked'] } => {
    const { policy } = readQaSettings(db, project).settings;
    const byDefault = !deps.isPractice(project) && deps.hasRepository(project);
    return { gated: policy.gate === 'default' ? byDefault : policy.gate === 'on', untracked: policy.untracked };
  };

  return {
    read: (project: ProjectId): VersionedSettings & { readonly gated: boolean } => ({
      ...readQaSettings(db, needProject(deps, project)),
      gated: policyOf(project).gated,
    }),
    save: (project: ProjectId, seen: number, settings: QaSettings): void => {
      const before = readQaSettings(db, needProject(deps, project));
      if (before.version !== seen)
        throw new Failure('CONFLICT', 'The QA settings were changed in another window in between.', {
          act: 'Look at what stands there now, then change them again.',
          changes: [...differing(before.settings, settings)],
        });
      const place = settings.command?.place;
      if (place?.kind === 'environment' && deps.environmentOf(place.environment)?.projectId !== project)
        throw new Failure('REFUSED', 'The environment of the test command is not in this project (any more).', {
          act: 'Choose another place for the tests.',
        });
      const changed = differing(before.settings, settings);
      if (changed.length === 0) return;
      const summary = `Change the QA settings: ${changed.join('; ')}`;
      recordQa(deps, project, { verb: 'qa.settings', entity: 'project', id: project, summary }, () =>
        writeQaSettings(db, project, { settings, version: before.version + 1 }),
      );
    },
    policyOf,
  };
};

/** What differs, with the first one's value. */
const differing = (before: QaSettings, after: QaSettings): readonly string[] => {
  const flat = ({ command, policy }: QaSettings): Readonly<Record<string, unknown>> => ({
    'test command': command?.command ?? null,
    'place of the tests': command?.place ?? null,
    'time limit': command?.timeLimitSeconds ?? null,
    'JUnit files': command?.junit ?? null,
    'coverage files': command?.coverage ?? null,
    'deploy gate': policy.gate,
    'untracked commits': policy.untracked,
  });
  const [old, now] = [flat(before), flat(after)];
  return Object.keys(old)
    .filter((name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name} was ${JSON.stringify(old[name]).slice(0, 200)}`);
};
