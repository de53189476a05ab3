import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import type { ChangedFile, ListedFile } from '../../../shared/reviews/changedFile.ts';
import type { FileDiff } from '../../../shared/reviews/fileDiff.ts';
import type { ChangeReader } from './changeReader.ts';
import { filesOfRevision } from './changeRevisionTable.ts';
import { createFileReader } from './fileReader.ts';
import { listComments } from './reviewCommentTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';
import { deleteReviewed, insertReviewed, listReviewed } from './reviewedFileTable.ts';
import { needChange, needMe, needRepository, needRevision } from './reviewGuards.ts';

const FILES_MAX = 10_000;

/** From the number of one revision to another; from 0: where the change left the base. */
export interface RevisionRange {
  readonly change: ChangeId;
  readonly from: number;
  readonly to: number;
}

const key = ({ path, oldBlob, newBlob }: Pick<ChangedFile, 'path' | 'oldBlob' | 'newBlob'>): string =>
  `${path}\0${oldBlob}\0${newBlob}`;

/** The files of a change: what differs, line by line, and what of it somebody looked at. */
export const createChangeFiles = (deps: ReviewDeps, reader: ChangeReader) => {
  const { db } = deps;
  const files = createFileReader();

  const filesOf = async ({ change: id, from, to }: RevisionRange): Promise<readonly ChangedFile[]> => {
    const { projectId } = needChange(deps, id);
    const revision = needRevision(deps, id, to);
    if (from === 0) return filesOfRevision(db, id, to);
    const before = needRevision(deps, id, from);
    const { dir } = needRepository(deps, projectId);
    return (await reader.contents(dir, before.head, revision.head)).files;
  };

  /** Files of a comparison of two revisions that differ because of the base alone: the change itself says the same of them in both. */
  const ofBase = ({ change, from, to }: RevisionRange): ((file: ChangedFile) => boolean) => {
    if (from === 0) return () => false;
    const idsOf = (number: number) =>
      new Map(filesOfRevision(db, change, number).map(({ path, patchId }) => [path, patchId]));
    const [before, after] = [idsOf(from), idsOf(to)];
    return ({ path }) => before.get(path) === after.get(path);
  };

  const need = async (
    range: RevisionRange,
    path: string,
  ): Promise<{ readonly dir: string; readonly file: ChangedFile }> => {
    const file = (await filesOf(range)).find((each) => each.path === path);
    if (file === undefined)
      throw new Failure('GONE', 'This file does not differ between these revisions (any more).', {
        what: 'file',
        id: path,
      });
    const { dir } = needRepository(deps, needChange(deps, range.change).projectId);
    return { dir, file };
  };

  return {
    list: async (range: RevisionRange): Promise<{ readonly files: readonly ListedFile[]; readonly more: number }> => {
      const all = await filesOf(range);
      const { projectId } = needChange(deps, range.change);
      const me = deps.repositoryOf(projectId)?.me ?? null;
      const seen = new Set((me === null ? [] : listReviewed(db, range.change, me)).map(key));
      const isOfBase = ofBase(range);
      const comments = listComments(db, range.change, me).flatMap(({ place }) => place.path ?? []);
      const listed = all.slice(0, FILES_MAX).map(
        (file): ListedFile => ({
          ...file,
          reviewed: seen.has(key(file)),
          baseOnly: isOfBase(file),
          comments: comments.filter((path) => path === file.path).length,
        }),
      );
      return { files: listed, more: all.length - listed.length };
    },
    diff: async (
      range: RevisionRange,
      path: string,
      how: { readonly whole: boolean; readonly ignoreSpace: boolean; readonly signal?: AbortSignal | undefined },
    ): Promise<FileDiff> => {
      const { dir, file } = await need(range, path);
      return files.diff(dir, file, how);
    },
    lines: async (
      range: RevisionRange,
      path: string,
      side: 'old' | 'new',
      {
        from,
        count,
        signal,
      }: { readonly from: number; readonly count: number; readonly signal?: AbortSignal | undefined },
    ): Promise<{ readonly lines: readonly string[]; readonly total: number }> => {
      const { dir, file } = await need(range, path);
      const lines = await files.lines(dir, side === 'old' ? file.oldBlob : file.newBlob, signal);
      return { lines: lines.slice(from - 1, from - 1 + count), total: lines.length };
    },
    /** A mark is of the person at the window, on these very contents; no line of the ledger is worth it. */
    mark: async (range: RevisionRange, paths: readonly string[], reviewed: boolean): Promise<void> => {
      const { projectId } = needChange(deps, range.change);
      const me = needMe(deps, projectId);
      const wanted = new Set(paths);
      const marked = (await filesOf(range)).filter(({ path }) => wanted.has(path));
      if (marked.length < wanted.size)
        throw new Failure('GONE', 'A file of these does not differ between these revisions (any more).', {
          what: 'file',
          id: paths.find((path) => !marked.some((file) => file.path === path)) ?? '',
        });
      const at = deps.clock.now();
      db.transaction(() => {
        for (const file of marked)
          if (reviewed) insertReviewed(db, range.change, me, file, at);
          else deleteReviewed(db, range.change, me, file);
      }).immediate();
      deps.feed.publish('change', range.change);
    },
    /** Lines of a content; null where they are not known, as of a binary file. */
    lineCount: async (project: ProjectId, blob: string): Promise<number | null> => {
      const { dir } = needRepository(deps, project);
      return files.lines(dir, blob).then(
        (lines) => lines.length,
        () => null,
      );
    },
    /** Where a line of one content stands in another; null when it was changed or is gone. */
    mapLine: files.mapLine,
  };
};
export type ChangeFiles = ReturnType<typeof createChangeFiles>;
