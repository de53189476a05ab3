import { type GitConfig, gitEnvironment, inFolder } from './gitEnvironment.ts';
import { readGitFailure } from './gitFailure.ts';
import { readQuietConfig } from './localConfig.ts';
import { type GitOutput, spawnGit } from './spawnGit.ts';

export interface GitCall {
  /** The repository: a bare one, a `.git` folder or a working tree, which is never touched. null: none, as for `clone`. */
  readonly dir: string | null;
  /** Never with a secret in it, and nothing from outside before `--end-of-options` or `--`. */
  readonly args: readonly string[];
  readonly stdin?: string | Uint8Array;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of output that are kept, 32 MiB unless told; what is behind them is cut and `truncated` says so. */
  readonly maxBytes?: number;
  /** Statuses that are no failure; 0 alone unless told. */
  readonly expect?: readonly number[];
  readonly timeoutMs?: number;
  /** Settings of this call alone; the place of a secret, as only the user sees the environment of a process. */
  readonly config?: GitConfig;
  readonly env?: Readonly<Record<string, string>>;
  /** Hears stderr piece by piece, for progress. */
  readonly onStderr?: (text: string) => void;
}

const MAX_BYTES = 32 * 1024 * 1024;
const TIMEOUT = 60_000;

/** Runs one git command.
 *
 * A repository can start nothing by it: hooks, filters, drivers, external diffs, pagers, editors, prompts, helpers and foreign transports are
 * switched off whatever its configuration says. Throws GitFailure for a status that is not expected, the signal's reason when it aborts. */
export const runGit = async (call: GitCall): Promise<GitOutput> => {
  const { dir, args, signal } = call;
  const quiet = await readQuietConfig(dir, process.env, signal);
  const output = await spawnGit({
    cwd: dir ?? undefined,
    args: ['--no-pager', ...args],
    env: {
      ...gitEnvironment(process.env, [...quiet.overrides, ...(call.config ?? [])], quiet.sshCommand),
      ...inFolder(dir),
      ...call.env,
    },
    stdin: call.stdin ?? '',
    signal,
    maxBytes: call.maxBytes ?? MAX_BYTES,
    timeoutMs: call.timeoutMs ?? TIMEOUT,
    onStderr: call.onStderr,
  });
  if (output.code !== null && !(call.expect ?? [0]).includes(output.code))
    throw readGitFailure(args, output.code, output.stderr);
  if (output.code === null && !output.truncated) throw readGitFailure(args, null, output.stderr);
  return output;
};

/** The output of a git command as text; bytes that are no UTF-8 become U+FFFD. */
export const gitText = async (call: GitCall): Promise<string> => (await runGit(call)).stdout.toString('utf8');
