import type { PullRequestMark } from '../../../shared/branches/branch.ts';
import type { Trouble } from '../../../shared/branches/contract.ts';
import {
  GithubCheckRun,
  GithubPull,
  GithubReview,
  GithubStatus,
  type PullCheck,
  type PullReview,
} from '../../../shared/github/pullRequest.ts';
import { readChecks, worstCheck } from '../../../shared/github/readChecks.ts';
import { readReviews } from '../../../shared/github/readReviews.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createGithubClient, type GithubClient, type GithubSource } from './githubClient.ts';
import { GithubFailure } from './githubFailure.ts';

/** Pages of a hundred pull requests, newest change first. */
const PULL_PAGES = 3;
/** Open pull requests whose reviews and checks are read. */
const LOOKED_INTO = 50;
/** Not asked more often, however often the repository is fetched. */
const SHORTEST = 30_000;
const AT_ONCE = 4;

export interface GithubDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** null: the project does not read GitHub. */
  readonly sourceOf: (project: ProjectId) => GithubSource | null;
  readonly tokenOf: (project: ProjectId) => string | null;
  /** What is known of a project has changed. */
  readonly changed: (project: ProjectId) => void;
}

/** What GitHub knows of a branch. */
export interface GithubBranch {
  readonly number: number;
  /** The head that the reviews and checks are about, as GitHub has it. */
  readonly head: string;
  readonly reviews: readonly PullReview[];
  readonly checks: readonly PullCheck[];
}

interface Known {
  readonly key: string;
  readonly client: GithubClient;
  askedAt: number;
  retryAt: number;
  trouble: Trouble | null;
  marks: ReadonlyMap<string, PullRequestMark>;
  branches: ReadonlyMap<string, GithubBranch>;
}

/** Reads pull requests, reviews and checks beside each fetch; kept in memory only, because GitHub has them. */
export const createGithub = ({ clock, log, sourceOf, tokenOf, changed }: GithubDeps) => {
  const known = new Map<ProjectId, Known>();
  const running = new Map<ProjectId, Promise<void>>();
  const ending = new AbortController();

  /** What is known under the settings as they are now; null without GitHub. */
  const knownOf = (project: ProjectId): Known | null => {
    const source = sourceOf(project);
    if (source === null) {
      known.delete(project);
      return null;
    }
    const token = tokenOf(project);
    const key = JSON.stringify([source, token]);
    const before = known.get(project);
    if (before?.key === key) return before;
    const client = createGithubClient(source, token, clock.now, ending.signal);
    const fresh = { key, client, askedAt: 0, retryAt: 0, trouble: null, marks: new Map(), branches: new Map() };
    known.set(project, fresh);
    return fresh;
  };

  const lookInto = async (client: GithubClient, pull: GithubPull): Promise<GithubBranch> => {
    const [reviews, runs, statuses] = await Promise.all([
      client.list(`/pulls/${pull.number}/reviews`, GithubReview, 3),
      client.listWithin(`/commits/${encodeURIComponent(pull.head.sha)}/check-runs`, 'check_runs', GithubCheckRun, 3),
      client.listWithin(`/commits/${encodeURIComponent(pull.head.sha)}/status`, 'statuses', GithubStatus, 3),
    ]);
    return {
      number: pull.number,
      head: pull.head.sha,
      reviews: readReviews(reviews),
      checks: readChecks(runs, statuses),
    };
  };

  const ask = async (now: Known, full: string): Promise<void> => {
    const all = await now.client.list('/pulls?state=all&sort=updated&direction=desc', GithubPull, PULL_PAGES);
    // A fork's branch may bear the name of one of ours.
    const own = all.filter(({ head }) => head.repo?.full_name.toLowerCase() === full);
    const newest = new Map<string, GithubPull>();
    for (const pull of own) {
      const before = newest.get(pull.head.ref);
      const better =
        before === undefined || (before.state === 'closed' && (pull.state === 'open' || pull.number > before.number));
      if (better) newest.set(pull.head.ref, pull);
    }
    const open = [...newest.values()].filter(({ state }) => state === 'open').slice(0, LOOKED_INTO);
    const branches = new Map<string, GithubBranch>();
    const worker = async (): Promise<void> => {
      for (let pull = open.shift(); pull !== undefined; pull = open.shift())
        branches.set(pull.head.ref, await lookInto(now.client, pull));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    now.branches = new Map([...branches].sort(([one], [other]) => (one < other ? -1 : 1)));
    now.marks = new Map([...newest].map(([ref, pull]) => [ref, markOf(pull, branches.get(ref))]));
  };

  const refresh = async (project: ProjectId): Promise<void> => {
    const now = knownOf(project);
    const source = sourceOf(project);
    if (now === null || source === null) return;
    if (clock.now() < now.retryAt || clock.now() - now.askedAt < SHORTEST) return;
    now.askedAt = clock.now();
    const before = JSON.stringify([[...now.marks], [...now.branches], now.trouble]);
    try {
      await ask(now, `${source.owner}/${source.repository}`.toLowerCase());
      now.trouble = null;
    } catch (error) {
      if (ending.signal.aborted) return;
      if (!(error instanceof GithubFailure)) log.error('GitHub could not be read', { project, error: String(error) });
      now.trouble =
        error instanceof GithubFailure
          ? error.trouble
          : { message: 'GitHub could not be read.', act: 'Pitwall’s own log has the detail.' };
      now.retryAt = error instanceof GithubFailure ? (error.retryAt ?? 0) : 0;
    }
    if (JSON.stringify([[...now.marks], [...now.branches], now.trouble]) !== before) changed(project);
  };

  return {
    /** Asks GitHub unless it was asked a moment ago or has set a limit; one at a time for a project. Never rejects. */
    refresh: (project: ProjectId): Promise<void> => {
      const going = running.get(project);
      if (going !== undefined) return going;
      const work = refresh(project).finally(() => running.delete(project));
      running.set(project, work);
      return work;
    },
    pullRequests: (project: ProjectId) => {
      const now = knownOf(project);
      return now === null ? null : { byBranch: now.marks, trouble: now.trouble };
    },
    /** The reviews and checks of a branch's open pull request; null when there is none, or it was not read. */
    githubOf: (project: ProjectId, branch: string): GithubBranch | null =>
      knownOf(project)?.branches.get(branch) ?? null,
    dispose: async (): Promise<void> => {
      ending.abort(new Error('Pitwall ends'));
      await Promise.allSettled(running.values());
    },
  };
};

const markOf = (pull: GithubPull, branch: GithubBranch | undefined): PullRequestMark => ({
  number: pull.number,
  title: pull.title.slice(0, 500),
  url: pull.html_url.slice(0, 1000),
  state:
    pull.merged_at !== null ? 'merged' : pull.state === 'closed' ? 'closed' : pull.draft === true ? 'draft' : 'open',
  checks: worstCheck(branch?.checks ?? []),
  approvals: branch?.reviews.filter(({ state }) => state === 'approved').length ?? 0,
  changesRequested: branch?.reviews.filter(({ state }) => state === 'changes-requested').length ?? 0,
});
