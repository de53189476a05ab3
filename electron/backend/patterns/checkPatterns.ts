import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import { baselineKey } from '../../../shared/patterns/baselineKey.ts';
import { judgeFile } from '../../../shared/patterns/judgeFile.ts';
import type { PatternReport } from '../../../shared/patterns/patternReport.ts';
import { PITWALL_RULES_VERSION, patternRules } from '../../../shared/patterns/patternRules.ts';
import { isRuffConfig } from '../../../shared/patterns/ruffConfig.ts';
import { ruffScope } from '../../../shared/patterns/ruffScope.ts';
import { changedBlobs } from '../git/changedBlobs.ts';
import { changedLines } from '../git/changedLines.ts';
import { mergeBaseOf } from '../git/mergeBaseOf.ts';
import { type BlobChecks, isPython } from './checkBlobs.ts';
import type { PatternBaselines } from './patternBaselines.ts';
import type { OnProgress, PatternDeps, PatternRepository } from './patternDeps.ts';
import type { PatternEngine } from './patternEngine.ts';
import { needRepository } from './patternGuards.ts';
import { readPatternSettings } from './patternSettingsTable.ts';

export interface PatternCheck {
  readonly project: ProjectId;
  /** Base, or any commit of it; the lines are compared with the commit at which the branch left it. */
  readonly base: Revision;
  readonly head: Revision;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress;
}

/** Reports are kept as long as revisions, rules, settings and baseline are the same. */
const KEPT_MAX = 200;

/** Checks the lines that branches changed.
 *
 * The project's Ruff settings are those of the merge base: a branch cannot silence the rules for itself. Throws a Failure when there is no
 * repository or nothing to compare with; a file that cannot be checked is in the report and is never a pass. */
export const createPatternChecks = (
  deps: PatternDeps,
  {
    engine,
    blobs,
    baselines,
  }: { readonly engine: PatternEngine; readonly blobs: BlobChecks; readonly baselines: PatternBaselines },
) => {
  const kept = new Map<string, PatternReport>();

  const check = async ({
    project,
    base,
    head,
    signal,
    onProgress = () => {},
  }: PatternCheck): Promise<PatternReport> => {
    const repository = needRepository(deps, project);
    const mergeBase = await mergeBaseOf({ dir: repository.dir, signal }, base, head);
    if (mergeBase === null)
      throw new Failure(
        'REFUSED',
        'The branch has no commit in common with base, so there is nothing to compare it with.',
        {
          act: 'Check that it was branched from this repository’s base.',
        },
      );
    await baselines.shrink(project, repository, await repository.baseHead(signal), () => {}, signal);
    const baseline = baselines.read(project);
    const { settings, version } = readPatternSettings(deps.db, project);
    const ruff = await engine.version();
    const rulesVersion = `ruff ${ruff}, pitwall ${PITWALL_RULES_VERSION}, settings ${version}, baseline ${baseline?.recordedAt ?? 'none'} ${baseline?.count ?? 0}`;
    const key = [project, head, mergeBase, rulesVersion].join(' ');
    const known = kept.get(key);
    if (known !== undefined) return known;
    const report = await make(repository, {
      project,
      head,
      mergeBase,
      signal,
      onProgress,
      off: settings.off,
      rulesVersion,
      ruff,
    });
    // A file that an engine gave up on may go well the next time.
    if (report.unparsable.every(({ why }) => why !== 'engine')) kept.set(key, report);
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return report;
  };

  const make = async (
    { dir }: PatternRepository,
    the: {
      readonly project: ProjectId;
      readonly head: Revision;
      readonly mergeBase: Revision;
      readonly signal: AbortSignal | undefined;
      readonly onProgress: OnProgress;
      readonly off: readonly string[];
      readonly rulesVersion: string;
      readonly ruff: string;
    },
  ): Promise<PatternReport> => {
    const { project, head, mergeBase, signal } = the;
    const { files, cut } = await changedBlobs(dir, mergeBase, head, signal);
    if (cut)
      throw new Failure('REFUSED', 'The branch changes more files than Pitwall can list.', {
        act: 'Check a smaller branch.',
      });
    const { configs } = await blobs.survey(dir, mergeBase, signal);
    const python = files
      .filter(({ path }) => isPython(path))
      .map((file) => ({ ...file, scope: ruffScope(configs, file.path) }));
    const wanted = python
      .filter(({ scope }) => !scope.excluded)
      .map((file) => ({ ...file, target: file.scope.target }));
    const lines = await changedLines(dir, mergeBase, head, wanted, signal);
    const results = await blobs.check(dir, wanted, the.onProgress, signal);
    const baseline = new Map(baselines.entries(project).map((entry) => [baselineKey(entry), entry]));
    const judged = wanted.flatMap((file, index) => {
      const checked = results[index];
      if (checked === undefined) return [];
      const changed = lines.get(file.path) ?? [];
      const on = (rule: string) => !the.off.includes(rule) && !file.scope.ignores(rule);
      const { findings, suppressions } = judgeFile(
        { checked, path: file.path, oldPath: file.oldPath, changed },
        baseline,
        on,
      );
      return [
        { findings, suppressions, unchecked: checked.unchecked, notices: changed.length === 0 ? [] : checked.notices },
      ];
    });
    const hasBaseline = baselines.read(project) !== null;
    const ownSettings = files.filter(({ path }) => isRuffConfig(path)).map(({ path }) => path);
    return {
      head,
      mergeBase,
      rulesVersion: the.rulesVersion,
      engines: { ruff: the.ruff, pitwall: PITWALL_RULES_VERSION },
      findings: judged.flatMap(({ findings }) => findings),
      suppressions: judged.flatMap(({ suppressions }) => suppressions),
      unparsable: judged.flatMap(({ unchecked }) => (unchecked === null ? [] : [unchecked])),
      files: python.length,
      excluded: python.length - wanted.length,
      notices: [
        ...(hasBaseline ? [] : ['No baseline is recorded: every finding on a changed line counts as new.']),
        ...(the.off.length === 0 ? [] : [`Switched off in this project: ${the.off.filter(isRule).join(', ')}.`]),
        ...ownSettings.map((path) => `The branch changes ${path}; the settings of base were used.`),
        ...configs.flatMap(({ notices }) => notices),
        ...judged.flatMap(({ notices }) => notices),
      ].slice(0, 50),
    };
  };
  return check;
};

const isRule = (id: string): boolean => patternRules.some((rule) => rule.id === id);
