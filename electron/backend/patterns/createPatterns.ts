import type { ProjectId } from '../../../shared/ids.ts';
import { createBlobChecks } from './checkBlobs.ts';
import { createPatternChecks } from './checkPatterns.ts';
import { createPatternBaselines } from './patternBaselines.ts';
import { readBaseline } from './patternBaselineTable.ts';
import type { PatternDeps } from './patternDeps.ts';
import { createPatternEngine } from './patternEngine.ts';
import { createPatternSettings } from './patternSettingsCommands.ts';
import { createPatternsHandlers } from './patternsHandlers.ts';

/** Builds the pattern rules: their part of the API, the check that gates ask for, and their end. */
export const createPatterns = (deps: PatternDeps) => {
  const ending = new AbortController();
  const engine = createPatternEngine();
  const blobs = createBlobChecks(engine);
  const baselines = createPatternBaselines(deps, blobs);
  const check = createPatternChecks(deps, { engine, blobs, baselines });
  return {
    router: createPatternsHandlers(deps, { baselines, check, saveSettings: createPatternSettings(deps) }),
    checkPatterns: check,
    /** To be called when base may have moved: what was mended leaves the baseline. Never rejects. */
    followBase: async (project: ProjectId): Promise<void> => {
      try {
        const repository = readBaseline(deps.db, project) === null ? null : deps.repositoryOf(project);
        if (repository !== null)
          await baselines.shrink(
            project,
            repository,
            await repository.baseHead(ending.signal),
            () => {},
            ending.signal,
          );
      } catch (error) {
        if (!ending.signal.aborted) deps.log.warn('the baseline was not looked at', { project, error: String(error) });
      }
    },
    dispose: async (): Promise<void> => {
      ending.abort(new Error('Pitwall is being closed'));
      await engine.dispose();
    },
  };
};
