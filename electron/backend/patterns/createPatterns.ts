import { createBlobChecks } from './checkBlobs.ts';
import { createPatternChecks } from './checkPatterns.ts';
import { createPatternBaselines } from './patternBaselines.ts';
import type { PatternDeps } from './patternDeps.ts';
import { createPatternEngine } from './patternEngine.ts';
import { createPatternSettings } from './patternSettingsCommands.ts';
import { createPatternsHandlers } from './patternsHandlers.ts';

/** Builds the pattern rules: their part of the API, the check that gates ask for, and their end. */
export const createPatterns = (deps: PatternDeps) => {
  const engine = createPatternEngine();
  const blobs = createBlobChecks(engine);
  const baselines = createPatternBaselines(deps, blobs);
  const check = createPatternChecks(deps, { engine, blobs, baselines });
  return {
    router: createPatternsHandlers(deps, { baselines, check, saveSettings: createPatternSettings(deps) }),
    checkPatterns: check,
    dispose: engine.dispose,
  };
};
