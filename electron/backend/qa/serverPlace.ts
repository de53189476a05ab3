import { Failure } from '../../../shared/errors.ts';
import type { Revision } from '../../../shared/ids.ts';
import { fitsReportPath } from '../../../shared/qa/fitsReportPath.ts';
import { REPORT_MAX } from '../../../shared/qa/testReport.ts';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import type { SshSession } from '../ssh/sshSession.ts';
import { type CollectedFile, GRACE_SECONDS, type OpenTestPlace, REPORT_FILES_MAX, tooLarge } from './testPlace.ts';

/** The list of new files of a folder. */
const LIST_MAX = 8 * 1024 * 1024;

/** A folder on a server, where the test command runs over SSH.
 *
 * Refused when the folder is a checkout of another revision than the one under test: its results would be written on the wrong one. What
 * the tests wrote is told by a mark that is made before they run. */
export const openServerFolder = async (
  session: SshSession,
  input: { readonly folder: string; readonly revision: Revision },
  signal: AbortSignal,
): Promise<OpenTestPlace> => {
  const { folder, revision } = input;
  const opened = await session.exec(
    sh`cd -- ${folder} && { git rev-parse --verify -q HEAD || echo none; } && mktemp "\${TMPDIR:-/tmp}/pitwall-tests.XXXXXX"`,
    { signal },
  );
  const [head = '', mark = ''] = opened.stdout.toString('utf8').split('\n');
  if (opened.code !== 0 || !/^\/[^\0]*\/pitwall-tests\.\w+$/.test(mark))
    throw new Failure('TARGET', `${folder} on ${session.where} cannot be used: ${lastWords(opened.stderr)}`, {
      cause: 'no-folder',
      act: 'See that the folder is there, then run the tests again.',
    });
  const leave = async () => {
    await session.exec(sh`rm -f -- ${mark}`).catch(() => {});
  };
  if (/^[0-9a-f]{40}$/.test(head) && head !== revision) {
    await leave();
    throw new Failure(
      'TARGET',
      `${folder} on ${session.where} holds ${head.slice(0, 7)}, not ${revision.slice(0, 7)}: the results would be another revision’s.`,
      { cause: 'other-revision', act: 'Deploy the revision there first, or test it in a checkout on this machine.' },
    );
  }
  const changed = head === revision ? await changedFiles(session, folder, signal) : '';
  if (changed !== '') {
    await leave();
    throw new Failure(
      'TARGET',
      `${folder} on ${session.where} holds ${revision.slice(0, 7)} with changed files (${changed}): the results would not be that revision’s.`,
      { cause: 'changed-files', act: 'Put these files back there, or test it in a checkout on this machine.' },
    );
  }
  return {
    notes:
      head === revision ? [] : [`${folder} is no git checkout: that it holds ${revision.slice(0, 7)} was not checked.`],
    run: async (command, onOutput, stop) => {
      // TERM reaches the whole group; what does not end by it is killed, this shell with it.
      const guarded = sh`cd -- ${folder} || exit 126
script=$(cat)
trap 'sleep ${GRACE_SECONDS}; kill -KILL 0' TERM
sh -c "$script" </dev/null 2>&1 &
wait "$!"`;
      const { code } = await session.stream(guarded, onOutput, { stdin: command, signal: stop });
      return { code, signal: null };
    },
    collect: async (patterns, stop) => {
      const notes: string[] = [];
      const listed = await session.exec(
        sh`cd -- ${folder} && find . -name .git -prune -o -type f -newer ${mark} -print0`,
        { signal: stop, timeoutMs: 60_000, maxBytes: LIST_MAX },
      );
      if (listed.truncated) notes.push('The folder has too many new files: only the first ones were looked at.');
      const paths = listed.stdout
        .toString('utf8')
        .split('\0')
        .map((path) => path.replace(/^\.\//, ''))
        .filter((path) => path !== '');
      const files: CollectedFile[] = [];
      for (const pattern of patterns) {
        const fresh = paths.filter((path) => fitsReportPath(pattern, path));
        if (fresh.length === 0) notes.push(`The command wrote no file that fits ${pattern}.`);
        for (const name of fresh) {
          if (files.some((file) => file.name === name)) continue;
          if (files.length >= REPORT_FILES_MAX) {
            notes.push(`Only the first ${REPORT_FILES_MAX} report files were read.`);
            return { files, notes };
          }
          files.push({ name, read: () => readRemote(session, folder, name, stop) });
        }
      }
      return { files, notes };
    },
    leave,
  };
};

const readRemote = async (
  session: SshSession,
  folder: string,
  name: string,
  signal: AbortSignal,
): ReturnType<CollectedFile['read']> => {
  const { code, stdout, stderr } = await session.exec(sh`cd -- ${folder} && head -c ${REPORT_MAX + 1} -- ${name}`, {
    signal,
    timeoutMs: 300_000,
    maxBytes: REPORT_MAX + 1,
  });
  if (stdout.length > REPORT_MAX) return tooLarge;
  return code === 0
    ? { ok: true, bytes: stdout }
    : { ok: false, message: `It could not be read: ${lastWords(stderr)}` };
};

/** Tracked files of a checkout that are not as its revision has them, a few of them by name; empty when there are none. What git does not track, such
 * as caches and installed libraries, is no part of the revision. */
const changedFiles = async (session: SshSession, folder: string, signal: AbortSignal): Promise<string> => {
  const { code, stdout, stderr } = await session.exec(
    sh`cd -- ${folder} && git --no-optional-locks status --porcelain -z --untracked-files=no --no-renames -- .`,
    { signal, maxBytes: 64 * 1024 },
  );
  if (code !== 0) return lastWords(stderr);
  const paths = stdout
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    // Two letters and a blank stand before the path.
    .map((entry) => entry.slice(3).replace(/\p{Cc}+/gu, ' '));
  return paths.length > 3 ? `${paths.slice(0, 3).join(', ')} and more` : paths.join(', ');
};

const lastWords = (stderr: Buffer): string =>
  stderr
    .toString('utf8')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-300) || 'it said nothing';
