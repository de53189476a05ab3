import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RangeGit } from './rangeGit.ts';
import { PRACTICE_BRANCH } from './rangePaths.ts';
import { FIRST_COMMITS, type SampleCommit, type SampleFiles, sampleCommit } from './sampleCommits.ts';

const REF = `refs/heads/${PRACTICE_BRANCH}`;
const AUTHOR = 'Practice Range <practice@range.invalid>';
const HOUR = 3_600_000;

const walk = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

/** The sample product as it ships with Pitwall. */
export const readSample = (folder: string): SampleFiles =>
  Object.fromEntries(walk(folder).map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** One commit as git-fast-import(1) reads it; without `parent` it follows the one before it in the stream. */
const importText = (commit: SampleCommit, at: number, parent: string | null): string =>
  [
    `commit ${REF}\n`,
    `committer ${AUTHOR} ${Math.floor(at / 1000)} +0000\n`,
    data(commit.body === '' ? `${commit.subject}\n` : `${commit.subject}\n\n${commit.body}\n`),
    parent === null ? '' : `from ${parent}\n`,
    ...Object.entries(commit.files).map(([path, content]) => `M 100644 inline ${path}\n${data(content)}`),
    '\n',
  ].join('');

const firstCommits = (sample: SampleFiles): readonly SampleCommit[] => {
  const commits: SampleCommit[] = [{ subject: 'Light the lantern', body: '', files: sample }];
  let files = sample;
  for (let number = 1; number < FIRST_COMMITS; number += 1) {
    const commit = sampleCommit(number - 1, files, sample);
    files = { ...files, ...commit.files };
    commits.push(commit);
  }
  return commits;
};

const isRepository = async (git: RangeGit, origin: string): Promise<boolean> =>
  existsSync(origin) &&
  git(['--git-dir', origin, 'rev-parse', '--verify', '--quiet', `${REF}^{commit}`]).then(
    () => true,
    () => false,
  );

/** Makes the range's origin when there is none that git can read; one that is there keeps whatever was pushed to it.
 *
 * Resolves to true when it was made: clones of an earlier one have nothing in common with it. */
export const ensureOrigin = async (
  git: RangeGit,
  origin: string,
  sample: SampleFiles,
  now: number,
): Promise<boolean> => {
  if (await isRepository(git, origin)) return false;
  mkdirSync(join(origin, '..'), { recursive: true, mode: 0o700 });
  const fresh = mkdtempSync(`${origin}.new-`);
  try {
    await git(['init', '--quiet', '--bare', fresh]);
    await git(['--git-dir', fresh, 'symbolic-ref', 'HEAD', REF]);
    const commits = firstCommits(sample);
    // One every five hours or so, the last an hour ago.
    const stream = commits.map((commit, index) =>
      importText(commit, now - HOUR - (commits.length - 1 - index) * 5 * HOUR, null),
    );
    await git(['--git-dir', fresh, 'fast-import', '--quiet'], stream.join(''));
    rmSync(origin, { recursive: true, force: true });
    renameSync(fresh, origin);
    return true;
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
};

/** Puts one more commit on the branch; the revision that is then its head. Refused by git when somebody pushes at the same moment. */
export const commitSample = async (
  git: RangeGit,
  origin: string,
  pristine: SampleFiles,
  now: number,
): Promise<{ readonly revision: string; readonly subject: string }> => {
  const inOrigin = (...args: readonly string[]) => git(['--git-dir', origin, ...args]);
  const parent = (await inOrigin('rev-parse', '--verify', `${REF}^{commit}`)).trim();
  const files: Record<string, string> = {};
  for (const path of Object.keys(pristine)) {
    const content = await inOrigin('show', `${parent}:${path}`).catch(() => null);
    if (content !== null) files[path] = content;
  }
  const number = Number.parseInt(await inOrigin('rev-list', '--count', parent), 10) - 1;
  const commit = sampleCommit(number, files, pristine);
  await git(['--git-dir', origin, 'fast-import', '--quiet'], importText(commit, now, parent));
  return { revision: (await inOrigin('rev-parse', '--verify', REF)).trim(), subject: commit.subject };
};
