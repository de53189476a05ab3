import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { PatternSettings } from '../../../shared/patterns/patternSettings.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { PatternDeps } from './patternDeps.ts';
import { needProject } from './patternGuards.ts';
import { readPatternSettings, writePatternSettings } from './patternSettingsTable.ts';

/** Saves which rules a project has on; the ledger names each that changed. */
export const createPatternSettings =
  (deps: PatternDeps) =>
  (project: ProjectId, seen: number, settings: PatternSettings): void => {
    const { db, feed, clock, actor } = deps;
    const before = readPatternSettings(db, needProject(deps, project));
    const changes = [
      ...settings.off.filter((rule) => !before.settings.off.includes(rule)).map((rule) => `${rule} off`),
      ...before.settings.off.filter((rule) => !settings.off.includes(rule)).map((rule) => `${rule} on`),
    ];
    if (before.version !== seen)
      throw new Failure('CONFLICT', 'The pattern rules were changed in another window in between.', {
        act: 'Look at what is on now, then change it again.',
        changes,
      });
    if (changes.length === 0) return;
    db.transaction(() => {
      writePatternSettings(db, project, { settings, version: before.version + 1 });
      appendLedger(db, {
        ...{
          at: clock.now(),
          actor,
          verb: 'pattern.settings',
          entity: 'project',
          entityId: project,
          projectId: project,
        },
        summary: `Switch pattern rules: ${changes.join(', ')}`.slice(0, 1000),
        inverse: null,
      });
    }).immediate();
    deps.onChanged(project);
    feed.publish('pattern', project);
    feed.publish('ledger', null);
  };
