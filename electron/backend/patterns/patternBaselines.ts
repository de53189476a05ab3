import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, Revision } from '../../../shared/ids.ts';
import type { BaselineEntry, PatternBaseline } from '../../../shared/patterns/patternBaseline.ts';
import { ruffScope } from '../../../shared/patterns/ruffScope.ts';
import { baselineOf, shrinkBaseline } from '../../../shared/patterns/shrinkBaseline.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { changedBlobs } from '../git/changedBlobs.ts';
import { isAncestor } from '../git/mergeBaseOf.ts';
import { type BlobChecks, isPython } from './checkBlobs.ts';
import { baselineEntries, baselineTrend, readBaseline, writeBaseline } from './patternBaselineTable.ts';
import type { OnProgress, PatternDeps, PatternRepository } from './patternDeps.ts';
import { readPatternSettings } from './patternSettingsTable.ts';

/** The baselines of the projects: recorded by hand, and shrunk when base moved on. */
export const createPatternBaselines = (deps: PatternDeps, blobs: BlobChecks) => {
  const { db, feed, clock, actor } = deps;
  /** One at a time for each project: the next begins with what the one before left. */
  const turns = new Map<ProjectId, Promise<unknown>>();
  const inTurn = async <Result>(project: ProjectId, work: () => Promise<Result>): Promise<Result> => {
    const before = turns.get(project) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(project, mine);
    try {
      return await mine;
    } finally {
      if (turns.get(project) === mine) turns.delete(project);
    }
  };

  /** What the rules find in some files of a commit, those that nobody could read apart. */
  const findIn = async (
    project: ProjectId,
    dir: string,
    revision: Revision,
    only: ((path: string) => boolean) | null,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ) => {
    const { configs, files, cut } = await blobs.survey(dir, revision, signal);
    if (cut)
      throw new Failure('REFUSED', 'The repository has more files than Pitwall can list.', {
        act: 'Record no baseline for it; branches can be checked all the same.',
      });
    const { off } = readPatternSettings(db, project).settings;
    const wanted = files
      .filter(({ path }) => isPython(path) && (only === null || only(path)))
      .map((file) => ({ ...file, scope: ruffScope(configs, file.path) }))
      .filter(({ scope }) => !scope.excluded)
      .map(({ scope, ...file }) => ({ ...file, scope, target: scope.target }));
    const results = await blobs.check(dir, wanted, onProgress, signal);
    const findings = results.flatMap((result, index) =>
      result.findings.filter(
        ({ rule, suppression }) =>
          suppression === null && wanted[index]?.scope.ignores(rule) !== true && (only !== null || !off.includes(rule)),
      ),
    );
    const unread = results.flatMap(({ unchecked }) => (unchecked === null ? [] : [unchecked.path]));
    return { findings, unread: new Set(unread) };
  };

  const read = (project: ProjectId): PatternBaseline | null => {
    const head = readBaseline(db, project);
    if (head === null) return null;
    const entries = baselineEntries(db, project);
    const { revision, recordedAt, recordedBy, reason } = head;
    return {
      ...{ revision, recordedAt, recordedBy, reason },
      count: entries.reduce((sum, { count }) => sum + count, 0),
      perRule: countsBy(entries, ({ rule }) => rule).map(([rule, count]) => ({ rule, count })),
      perFile: countsBy(entries, ({ path }) => path)
        .slice(0, 50)
        .map(([path, count]) => ({ path, count })),
      trend: [...baselineTrend(db, head)],
    };
  };

  return {
    read,
    entries: (project: ProjectId) => baselineEntries(db, project),
    /** Takes out what base no longer holds; does nothing when base is where it was. */
    shrink: (
      project: ProjectId,
      { dir }: Pick<PatternRepository, 'dir'>,
      base: Revision,
      onProgress: OnProgress,
      signal?: AbortSignal,
    ) =>
      inTurn(project, async () => {
        const head = readBaseline(db, project);
        if (head === null || head.revision === base) return;
        // A base that was set back holds less than the baseline knows, and will hold it again.
        if (await isAncestor({ dir, signal }, base, head.revision).catch(() => false)) return;
        signal?.throwIfAborted();
        const entries = baselineEntries(db, project);
        const { files } = await changedBlobs(dir, head.revision, base, signal).catch((error: unknown) => {
          signal?.throwIfAborted();
          // The commit that it was recorded at is gone: moved files cannot be followed, everything else can.
          deps.log.warn('the baseline’s commit cannot be compared', { error: String(error) });
          return { files: [] };
        });
        const renamed = new Map(
          files.filter(({ path, oldPath }) => path !== oldPath).map((file) => [file.oldPath, file.path]),
        );
        const paths = new Set(entries.map(({ path }) => renamed.get(path) ?? path));
        const { findings, unread } = await findIn(project, dir, base, (path) => paths.has(path), onProgress, signal);
        const left = shrinkBaseline(entries, findings, renamed, unread);
        db.transaction(() => writeBaseline(db, { ...head, revision: base }, left, clock.now())).immediate();
        if (totalOf(left) < totalOf(entries)) deps.onChanged(project);
        feed.publish('pattern', project);
      }),
    /** Puts all findings of base in the place of the baseline before, and says so in the ledger. */
    record: (
      project: ProjectId,
      { dir }: Pick<PatternRepository, 'dir'>,
      base: Revision,
      reason: string,
      onProgress: OnProgress,
      signal?: AbortSignal,
    ) =>
      inTurn(project, async () => {
        const { findings } = await findIn(project, dir, base, null, onProgress, signal);
        signal?.throwIfAborted();
        const entries = baselineOf(findings);
        const at = clock.now();
        db.transaction(() => {
          const before = readBaseline(db, project);
          const was = before === null ? '' : `; it held ${totalOf(baselineEntries(db, project))} before`;
          const head = {
            projectId: project,
            recording: (before?.recording ?? 0) + 1,
            revision: base,
            recordedAt: at,
            recordedBy: actor,
            reason,
          };
          writeBaseline(db, head, entries, at);
          appendLedger(db, {
            ...{ at, actor, verb: 'pattern.baseline', entity: 'project', entityId: project, projectId: project },
            summary: `Record a baseline of ${findings.length} findings of pattern rules at ${base.slice(0, 7)}${was}: ${reason}`,
            inverse: null,
          });
        }).immediate();
        deps.onChanged(project);
        feed.publish('pattern', project);
        feed.publish('ledger', null);
      }),
  };
};

export type PatternBaselines = ReturnType<typeof createPatternBaselines>;

const totalOf = (entries: readonly BaselineEntry[]): number => entries.reduce((sum, { count }) => sum + count, 0);

/** Most first, then by name. */
const countsBy = <Key extends string>(
  entries: readonly BaselineEntry[],
  keyOf: (entry: BaselineEntry) => Key,
): readonly (readonly [Key, number])[] => {
  const counts = new Map<Key, number>();
  for (const entry of entries) counts.set(keyOf(entry), (counts.get(keyOf(entry)) ?? 0) + entry.count);
  return [...counts].toSorted(([oneKey, one], [otherKey, other]) => other - one || (oneKey < otherKey ? -1 : 1));
};
