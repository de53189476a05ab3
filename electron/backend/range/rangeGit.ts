import { spawn } from 'node:child_process';

/** git said no; the message is its own last words. */
export class RangeGitError extends Error {}

export type RangeGit = (args: readonly string[], input?: string) => Promise<string>;

/** Runs git for the range's own repositories: without the user's configuration, so that no hook, signing or template of theirs meddles. */
export const createRangeGit =
  (path: string): RangeGit =>
  (args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn('git', [...args], {
        env: {
          PATH: path,
          HOME: '/nonexistent',
          LC_ALL: 'C.UTF-8',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_TERMINAL_PROMPT: '0',
        },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      const out: Buffer[] = [];
      const err: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.stdin.on('error', () => {});
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0) return resolve(Buffer.concat(out).toString('utf8'));
        const words = Buffer.concat(err).toString('utf8').trim().split('\n').slice(-3).join(' · ');
        reject(new RangeGitError(`git said: ${words || `nothing, and ended with status ${code}`}`));
      });
      child.stdin.end(input);
    });
