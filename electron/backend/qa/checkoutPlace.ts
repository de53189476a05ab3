import { type Dirent, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Revision } from '../../../shared/ids.ts';
import { fitsReportPath } from '../../../shared/qa/fitsReportPath.ts';
import { REPORT_MAX } from '../../../shared/qa/testReport.ts';
import { localCommand, testEnvironment } from './localCommand.ts';
import type { QaRepository } from './qaDeps.ts';
import { type CollectedFile, type OpenTestPlace, REPORT_FILES_MAX, tooLarge } from './testPlace.ts';

/** Entries of a checkout that are looked at: a repository with its dependencies installed has fewer. */
const ENTRIES_MAX = 500_000;

/** A fresh checkout of a revision in a folder of ours, where the test command runs; gone with the run.
 *
 * A report that was in the checkout already and that the command did not write is not taken: it would tell of another run. */
export const openCheckout = async (
  repository: QaRepository,
  input: {
    readonly revision: Revision;
    /** A folder that is not there yet. */
    readonly folder: string;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
  signal: AbortSignal,
): Promise<OpenTestPlace> => {
  const { folder } = input;
  mkdirSync(join(folder, '..'), { recursive: true, mode: 0o700 });
  const leave = async () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      await repository.forgetCheckouts();
    } catch {
      // What could not be removed is swept at the next start.
    }
  };
  try {
    await repository.checkOut(input.revision, folder, signal);
  } catch (error) {
    await leave();
    throw error;
  }
  const before = new Map(filesIn(folder).files.map((path) => [path, stampOf(join(folder, path))]));
  return {
    notes: [],
    run: (command, onOutput, stop) =>
      localCommand(command, { cwd: folder, env: testEnvironment(input.env) }, onOutput, stop),
    collect: async (patterns) => {
      const notes: string[] = [];
      const { files: paths, cut } = filesIn(folder);
      if (cut)
        notes.push(`Only the first ${ENTRIES_MAX.toLocaleString('en-GB')} files of the checkout were looked at.`);
      const files: CollectedFile[] = [];
      for (const pattern of patterns) {
        const fitting = paths.filter((path) => fitsReportPath(pattern, path));
        const fresh = fitting.filter((path) => before.get(path) !== stampOf(join(folder, path)));
        if (fitting.length === 0) notes.push(`No file fits ${pattern}.`);
        else if (fresh.length === 0)
          notes.push(
            `${fitting[0] ?? pattern} was in the checkout already and the command did not write it: not read.`,
          );
        for (const name of fresh) {
          if (files.some((file) => file.name === name)) continue;
          if (files.length >= REPORT_FILES_MAX) {
            notes.push(`Only the first ${REPORT_FILES_MAX} report files were read.`);
            return { files, notes };
          }
          files.push({ name, read: () => readSmall(join(folder, name)) });
        }
      }
      return { files, notes };
    },
    leave,
  };
};

const readSmall: (path: string) => ReturnType<CollectedFile['read']> = async (path) =>
  lstatSync(path).size > REPORT_MAX ? tooLarge : { ok: true, bytes: await readFile(path) };

const stampOf = (path: string): string => {
  const { mtimeMs, size, ino } = lstatSync(path);
  return `${mtimeMs} ${size} ${ino}`;
};

/** Regular files below a folder with `/` in their paths. Symbolic links are not followed: they may lead anywhere. */
const filesIn = (root: string): { readonly files: readonly string[]; readonly cut: boolean } => {
  const files: string[] = [];
  const waiting = [''];
  let seen = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(join(root, folder))) {
      seen += 1;
      if (seen > ENTRIES_MAX) return { files, cut: true };
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== '.git') waiting.push(path);
      else if (entry.isFile()) files.push(path);
    }
  }
  return { files: files.sort(), cut: false };
};

const entriesOf = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
};
