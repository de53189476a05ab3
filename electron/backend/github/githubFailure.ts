import type { Trouble } from '../../../shared/branches/contract.ts';

/** GitHub did not answer, or not with what was asked for. `retryAt` is when it may be asked again, in milliseconds. */
export class GithubFailure extends Error {
  readonly trouble: Trouble;
  readonly retryAt: number | null;
  /** Of the answer; null when there was none, or when it tells of a limit. */
  readonly status: number | null;
  constructor(trouble: Trouble, retryAt: number | null = null, status: number | null = null) {
    super(trouble.message);
    this.name = 'GithubFailure';
    this.trouble = trouble;
    this.retryAt = retryAt;
    this.status = status;
  }
}

/** An hour: GitHub counts by it, and names the moment when it says nothing else. */
const LONGEST_WAIT = 3_600_000;
/** GitHub asks for at least a minute after a secondary limit. */
const SHORTEST_WAIT = 60_000;

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** When a limit ends, by `retry-after` or by `x-ratelimit-reset`; null when the answer tells of no limit. */
export const limitEnds = ({ status, headers }: Answered, now: number): number | null => {
  if (status !== 403 && status !== 429) return null;
  const after = Number(headers['retry-after']);
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  const spent = headers['x-ratelimit-remaining'] !== undefined && Number(headers['x-ratelimit-remaining']) === 0;
  if (Number.isFinite(after) && after > 0) return now + Math.min(after * 1000, LONGEST_WAIT);
  if (spent && Number.isFinite(reset)) return now + Math.min(Math.max(reset - now, SHORTEST_WAIT), LONGEST_WAIT);
  return status === 429 ? now + SHORTEST_WAIT : null;
};

/** What an answer that is no success means. */
export const failureOfAnswer = (answer: Answered, now: number): GithubFailure => {
  const ends = limitEnds(answer, now);
  const failure = (trouble: Trouble) => new GithubFailure(trouble, null, answer.status);
  if (ends !== null)
    return new GithubFailure(
      {
        message: 'GitHub’s limit of requests is used up.',
        act: `It is asked again in ${Math.ceil((ends - now) / 60_000)} min. A token has a higher limit.`,
      },
      ends,
    );
  if (answer.status === 401)
    return failure({
      message: 'GitHub did not accept the token.',
      act: 'Store a new token in the settings of the repository: it may have expired.',
    });
  if (answer.status === 403)
    return failure({
      message: 'GitHub does not allow this token to read pull requests and checks.',
      act: 'Give the token the rights “Pull requests: read”, “Checks: read” and “Commit statuses: read”.',
    });
  if (answer.status === 404)
    return failure({
      message: 'GitHub knows no such repository, or the token may not see it.',
      act: 'Check the owner, the repository and the token in the settings of the repository.',
    });
  if (answer.status >= 300 && answer.status < 400)
    return failure({
      message: 'The repository has moved on GitHub.',
      act: 'Enter its new owner and name in the settings of the repository.',
    });
  return failure({
    message: `GitHub has trouble of its own (status ${answer.status}).`,
    act: 'It is asked again with the next fetch.',
  });
};
