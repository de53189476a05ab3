import type { Revision } from '../../../shared/ids.ts';
import type { CheckedFile } from '../../../shared/patterns/checkedFile.ts';
import { isRuffConfig, type RuffConfig, readRuffConfig } from '../../../shared/patterns/ruffConfig.ts';
import { readBlobs } from '../git/readBlobs.ts';
import type { TreeFile } from '../git/treeFiles.ts';
import { treeFiles } from '../git/treeFiles.ts';
import { PYTHON_BYTES_MAX } from './decodePython.ts';
import type { OnProgress } from './patternDeps.ts';
import type { PatternEngine } from './patternEngine.ts';

/** A file to be checked, with the version of Python that its project names. */
export interface WantedFile extends TreeFile {
  readonly target: string | null;
}

/** So many answers are kept: a file that nobody changed is not checked again. */
const KEPT_MAX = 20_000;
/** So many blobs are read at a time: at most 2 MB each, as a rule some kB. */
const READ_AT_ONCE = 50;
const CONFIG_BYTES_MAX = 512 * 1024;

/** Whether a file holds Python. Notebooks are not read. */
export const isPython = (path: string): boolean => /\.(py|pyi|pyw)$/i.test(path);

/** Checks files of a repository by their blobs, and remembers what was found in them. */
export const createBlobChecks = (engine: PatternEngine) => {
  const kept = new Map<string, CheckedFile>();
  const keyOf = ({ path, blob, target }: WantedFile) => `${blob} ${target} ${path}`;
  const keep = (file: WantedFile, result: CheckedFile) => {
    // What an engine could not do today it may do after it was started again.
    if (result.unchecked?.why === 'engine') return;
    kept.set(keyOf(file), result);
    const oldest = kept.size > KEPT_MAX ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  };

  const checkOne = async (file: WantedFile, size: number | null, bytes: Buffer | null, signal?: AbortSignal) => {
    const { path, target } = file;
    if (bytes !== null) return await engine.check({ path, bytes: Uint8Array.from(bytes), target }, signal);
    const huge = size !== null && size > PYTHON_BYTES_MAX;
    const message = huge
      ? `It is larger than ${PYTHON_BYTES_MAX / 1024 / 1024} MB, so it was not checked.`
      : 'Its content is not in the repository.';
    const unchecked = { path, why: huge ? ('huge' as const) : ('engine' as const), message };
    return { findings: [], suppressions: [], notices: [], unchecked };
  };

  return {
    /** In the order of the files. Rejects with the signal's reason. */
    check: async (
      dir: string,
      files: readonly WantedFile[],
      onProgress: OnProgress,
      signal?: AbortSignal,
    ): Promise<readonly CheckedFile[]> => {
      const results = new Map<string, CheckedFile>();
      const open = files.filter((file) => {
        const known = kept.get(keyOf(file));
        if (known !== undefined) results.set(keyOf(file), known);
        return known === undefined;
      });
      let done = files.length - open.length;
      onProgress(done, files.length);
      for (let at = 0; at < open.length; at += READ_AT_ONCE) {
        signal?.throwIfAborted();
        const some = open.slice(at, at + READ_AT_ONCE);
        const blobs = await readBlobs(
          dir,
          some.map(({ blob }) => blob),
          PYTHON_BYTES_MAX,
          signal,
        );
        await Promise.all(
          some.map(async (file, index) => {
            const result = await checkOne(file, blobs[index]?.size ?? null, blobs[index]?.bytes ?? null, signal);
            results.set(keyOf(file), result);
            keep(file, result);
            onProgress(++done, files.length);
          }),
        );
      }
      return files.map((file) => {
        const result = results.get(keyOf(file));
        if (result === undefined) throw new Error(`no answer for ${file.path}`);
        return result;
      });
    },
    /** The Ruff settings of a commit, and all its files. */
    survey: async (
      dir: string,
      revision: Revision,
      signal?: AbortSignal,
    ): Promise<{
      readonly configs: readonly RuffConfig[];
      readonly files: readonly TreeFile[];
      readonly cut: boolean;
    }> => {
      const { files, cut } = await treeFiles(dir, revision, signal);
      const named = files.filter(({ path }) => isRuffConfig(path)).slice(0, 500);
      const texts = await readBlobs(
        dir,
        named.map(({ blob }) => blob),
        CONFIG_BYTES_MAX,
        signal,
      );
      const configs = named.flatMap(({ path }, index) => {
        const read = readRuffConfig(path, texts[index]?.bytes?.toString('utf8') ?? '');
        return read === null ? [] : [read];
      });
      return { configs, files, cut };
    },
  };
};

export type BlobChecks = ReturnType<typeof createBlobChecks>;
