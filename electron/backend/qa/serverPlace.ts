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

const lastWords = (stderr: Buffer): string =>
  stderr
    .toString('utf8')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-300) || 'it said nothing';
