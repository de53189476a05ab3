import { implement } from '@orpc/server';
import { patternsContract } from '../../../shared/patterns/contract.ts';
import { patternRules } from '../../../shared/patterns/patternRules.ts';
import type { createPatternChecks } from './checkPatterns.ts';
import { newsOf } from './newsOf.ts';
import type { PatternBaselines } from './patternBaselines.ts';
import type { PatternDeps } from './patternDeps.ts';
import { needProject, needRepository } from './patternGuards.ts';
import type { createPatternSettings } from './patternSettingsCommands.ts';
import { readPatternSettings } from './patternSettingsTable.ts';

interface Parts {
  readonly baselines: PatternBaselines;
  readonly check: ReturnType<typeof createPatternChecks>;
  readonly saveSettings: ReturnType<typeof createPatternSettings>;
}

export const createPatternsHandlers = (deps: PatternDeps, { baselines, check, saveSettings }: Parts) => {
  const os = implement(patternsContract);
  return os.router({
    rules: os.rules.handler(() => [...patternRules]),
    settings: os.settings.handler(({ input }) => readPatternSettings(deps.db, needProject(deps, input.project))),
    saveSettings: os.saveSettings.handler(({ input }) => saveSettings(input.project, input.seen, input.settings)),
    branches: os.branches.handler(async ({ input, signal }) => {
      const repository = deps.repositoryOf(needProject(deps, input.project));
      if (repository === null) return null;
      const branches = await repository.branches(signal);
      return { base: repository.base, branches: branches.filter(({ name }) => name !== repository.base) };
    }),
    check: os.check.handler(async function* ({ input, signal }) {
      const { project, head } = input;
      const base = await needRepository(deps, project).baseHead(signal);
      yield* newsOf(signal, async (onProgress, ending) => ({
        kind: 'report' as const,
        report: await check({ project, base, head, signal: ending, onProgress }),
      }));
    }),
    baseline: os.baseline.handler(({ input }) => baselines.read(needProject(deps, input.project))),
    shrinkBaseline: os.shrinkBaseline.handler(async function* ({ input, signal }) {
      const repository = needRepository(deps, input.project);
      const base = await repository.baseHead(signal);
      yield* newsOf(signal, async (onProgress, ending) => {
        await baselines.shrink(input.project, repository, base, onProgress, ending);
        return { kind: 'baseline' as const, baseline: baselines.read(input.project) };
      });
    }),
    recordBaseline: os.recordBaseline.handler(async function* ({ input, signal }) {
      const repository = needRepository(deps, input.project);
      const base = await repository.baseHead(signal);
      yield* newsOf(signal, async (onProgress, ending) => {
        await baselines.record(input.project, repository, base, input.reason, onProgress, ending);
        return { kind: 'baseline' as const, baseline: baselines.read(input.project) };
      });
    }),
  });
};
