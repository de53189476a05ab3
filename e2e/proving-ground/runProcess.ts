import { spawn } from 'node:child_process';

export interface ProcessResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Buffer;
}

/** Runs a program to its end and gives back what it said; rejects only when it cannot be started. */
export const runProcess = (
  program: string,
  args: readonly string[],
  { cwd, env, stdin }: ProcessOptions = {},
): Promise<ProcessResult> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(cwd !== undefined && { cwd }),
      env: env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin.on('error', () => {}); // It may end before it has read everything.
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
    child.stdin.end(stdin);
  });

/** As `runProcess`, and throws with everything it said when it did not end with 0. */
export const mustRun = async (
  program: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> => {
  const { code, signal, stdout, stderr } = await runProcess(program, args, options);
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} ended with ${code ?? signal}:\n${stderr}${stdout}`.trimEnd());
  return stdout;
};
