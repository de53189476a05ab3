import { runGit } from './runGit.ts';

/** The diff of two objects as text; `binary` when git takes one of them for no text.
 *
 * By objects, not by paths: no name of a file ever stands on the command line, and no attribute of the repository has a say. */
export const diffBlobs = async (
  dir: string,
  from: string,
  to: string,
  {
    context,
    ignoreSpace = false,
    maxBytes,
    signal,
  }: {
    readonly context: number;
    readonly ignoreSpace?: boolean;
    readonly maxBytes: number;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<{ readonly text: string; readonly binary: boolean; readonly truncated: boolean }> => {
  const { stdout, truncated } = await runGit({
    dir,
    args: [
      ...['diff', '--no-ext-diff', '--no-textconv', '--no-color', '--full-index', `-U${context}`],
      ...(ignoreSpace ? ['--ignore-all-space'] : []),
      ...['--inter-hunk-context=0', '--end-of-options', from, to],
    ],
    signal,
    maxBytes,
  });
  const text = stdout.toString('utf8');
  return { text, binary: /^Binary files /m.test(text.slice(0, 2000).split('\n@@')[0] ?? ''), truncated };
};
