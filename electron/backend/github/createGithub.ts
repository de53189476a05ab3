import type { PullRequestMark } from '../../../shared/branches/branch.ts';
import type { Trouble } from '../../../shared/branches/contract.ts';
import type { GithubAccount, GithubReading, PullFacts } from '../../../shared/github/pullFacts.ts';
import { GithubPull } from '../../../shared/github/pullRequest.ts';
import { worstCheck } from '../../../shared/github/readChecks.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createGithubClient, type GithubClient, type GithubSource } from './githubClient.ts';
import { GithubFailure } from './githubFailure.ts';
import { readAccount, readPull, readRequiredChecks } from './readPull.ts';

/** Pages of a hundred pull requests, newest change first. */
const PULL_PAGES = 3;
/** Open pull requests whose reviews and checks are read. */
const LOOKED_INTO = 50;
/** Pull requests that were merged on GitHub are read once more, so that their gate is told; those of the last two weeks, the newest. */
const MERGED_LOOKED_INTO = 20;
const MERGED_SINCE = 14 * 86_400_000;
/** Not asked more often, however often the repository is fetched. */
const SHORTEST = 30_000;
const AT_ONCE = 4;

export interface GithubDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  /** null: the project does not read GitHub. */
  readonly sourceOf: (project: ProjectId) => GithubSource | null;
  readonly tokenOf: (project: ProjectId) => string | null;
  /** The branch that changes go into. */
  readonly baseOf: (project: ProjectId) => string | null;
  /** What is known of a project has changed. */
  readonly changed: (project: ProjectId) => void;
}

interface Known {
  readonly key: string;
  readonly client: GithubClient;
  readonly accounts: Map<string, GithubAccount>;
  askedAt: number;
  /** The last time that all was read. */
  heardAt: number | null;
  retryAt: number;
  trouble: Trouble | null;
  marks: ReadonlyMap<string, PullRequestMark>;
  pulls: ReadonlyMap<string, ReadPull>;
  /** Branches whose pull request was not read, with the reason. */
  unread: ReadonlyMap<string, string>;
  /** There are open ones that were not even listed. */
  cut: boolean;
}

interface ReadPull {
  readonly updatedAt: string;
  readonly facts: PullFacts;
  /** What there was too much of; null: all was read. */
  readonly cut: string | null;
}

/** Reads pull requests, reviews and checks beside each fetch; kept in memory only, because GitHub has them. */
export const createGithub = ({ clock, log, sourceOf, tokenOf, baseOf, changed }: GithubDeps) => {
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
    const fresh: Known = {
      key,
      client,
      accounts: new Map(),
      askedAt: 0,
      heardAt: null,
      retryAt: 0,
      trouble: null,
      marks: new Map(),
      pulls: new Map(),
      unread: new Map(),
      cut: false,
    };
    known.set(project, fresh);
    return fresh;
  };

  const ask = async (now: Known, project: ProjectId, full: string, only: string | null): Promise<void> => {
    const base = baseOf(project);
    const newestOf = (state: 'all' | 'open') =>
      now.client.list(`/pulls?state=${state}&sort=updated&direction=desc`, GithubPull, PULL_PAGES);
    const all = await newestOf('all');
    // An open one that nobody touched for long may lie behind many that were closed.
    const openOnes = all.cut ? await newestOf('open') : { found: [], cut: false };
    // A fork's branch may bear the name of one of ours.
    const own = [...openOnes.found, ...all.found].filter(({ head }) => head.repo?.full_name.toLowerCase() === full);
    const newest = new Map<string, GithubPull>();
    for (const pull of own) {
      const before = newest.get(pull.head.ref);
      const more =
        before === undefined ? 1 : telling(pull, base) - telling(before, base) || pull.number - before.number;
      if (more > 0) newest.set(pull.head.ref, pull);
    }
    const open = [...newest.values()].filter(({ state }) => state === 'open');
    const merged = [...newest.values()].filter(
      ({ merged_at: at }) => at !== null && Date.parse(at) > clock.now() - MERGED_SINCE,
    );
    const wanted = [...open.slice(0, LOOKED_INTO), ...merged.slice(0, MERGED_LOOKED_INTO)];
    const unread = new Map(
      open
        .slice(LOOKED_INTO)
        .map(({ number, head }) => [head.ref, `#${number} is not among the ${LOOKED_INTO} that Pitwall reads.`]),
    );
    const accountOf = async (login: string): Promise<GithubAccount> => {
      const known = now.accounts.get(login) ?? (await readAccount(now.client, login));
      now.accounts.set(login, known);
      return known;
    };
    const asked = new Map<string, Promise<readonly string[]>>();
    const requiredOf = (base: string) => {
      const required = asked.get(base) ?? readRequiredChecks(now.client, base);
      asked.set(base, required);
      return required;
    };
    const pulls = new Map<string, ReadPull>();
    const worker = async (): Promise<void> => {
      for (let pull = wanted.shift(); pull !== undefined; pull = wanted.shift()) {
        const before = now.pulls.get(pull.head.ref);
        const { ref } = pull.head;
        const isSettled = before?.updatedAt === pull.updated_at && before.facts.mergedAs !== null;
        if (before?.facts.number === pull.number && (isSettled || (only !== null && only !== ref))) {
          pulls.set(ref, before);
        } else {
          const { facts, cut } = await readPull(now.client, pull, accountOf, requiredOf);
          pulls.set(ref, { updatedAt: pull.updated_at, facts, cut });
        }
        const cut = pulls.get(ref)?.cut ?? null;
        if (cut !== null) unread.set(ref, cut);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    now.pulls = new Map([...pulls].sort(([one], [other]) => (one < other ? -1 : 1)));
    now.unread = unread;
    now.cut = openOnes.cut;
    now.marks = new Map([...newest].map(([ref, pull]) => [ref, markOf(pull, pulls.get(ref)?.facts)]));
  };

  const stateOf = (now: Known): string =>
    JSON.stringify([[...now.marks], [...now.pulls], [...now.unread], now.trouble, now.heardAt === null]);

  /** `branch`: something is about to be decided by this one, so it is asked for also when all was a moment ago. null: all, unless that is so. */
  const read = async (project: ProjectId, branch: string | null): Promise<void> => {
    const now = knownOf(project);
    const source = sourceOf(project);
    if (now === null || source === null) return;
    if (clock.now() < now.retryAt || (branch === null && clock.now() - now.askedAt < SHORTEST)) return;
    // After a silence the others are old as well.
    const only = now.trouble === null && now.heardAt !== null ? branch : null;
    if (only === null) now.askedAt = clock.now();
    const before = stateOf(now);
    try {
      await ask(now, project, `${source.owner}/${source.repository}`.toLowerCase(), only);
      now.trouble = null;
      if (only === null) now.heardAt = clock.now();
    } catch (error) {
      if (ending.signal.aborted) return;
      if (!(error instanceof GithubFailure)) log.error('GitHub could not be read', { project, error: String(error) });
      now.trouble =
        error instanceof GithubFailure
          ? error.trouble
          : { message: 'GitHub could not be read.', act: 'Pitwall’s own log has the detail.' };
      now.retryAt = error instanceof GithubFailure ? (error.retryAt ?? 0) : 0;
    }
    if (stateOf(now) !== before) changed(project);
  };

  const start = (project: ProjectId, branch: string | null): Promise<void> => {
    const work = read(project, branch).finally(() => {
      if (running.get(project) === work) running.delete(project);
    });
    running.set(project, work);
    return work;
  };

  return {
    /** Asks GitHub unless it was asked a moment ago or has set a limit; one at a time for a project. Never rejects. */
    refresh: (project: ProjectId): Promise<void> => running.get(project) ?? start(project, null),
    /** Asks for what is said of one branch, also when GitHub was asked a moment ago: something is about to be decided by it. Never rejects. */
    readNow: async (project: ProjectId, branch: string): Promise<void> => {
      await running.get(project);
      await start(project, branch);
    },
    pullRequests: (project: ProjectId) => {
      const now = knownOf(project);
      return now === null ? null : { byBranch: now.marks, trouble: now.trouble };
    },
    /** What is known of a branch's pull request, or why it is not; null without GitHub. */
    githubOf: (project: ProjectId, branch: string): GithubReading | null => {
      const now = knownOf(project);
      if (now === null) return null;
      const pull = now.pulls.get(branch)?.facts ?? null;
      const why = whyUnheard(now, branch);
      return why === null ? { kind: 'read', pull } : { kind: 'unheard', why, since: now.heardAt, pull };
    },
    dispose: async (): Promise<void> => {
      ending.abort(new Error('Pitwall ends'));
      await Promise.allSettled(running.values());
    },
  };
};

/** Of several pull requests of a branch, which says most: an open one into the base, then one that was merged there, then any open one. */
const telling = ({ state, merged_at: mergedAt, base: { ref } }: GithubPull, base: string | null): number => {
  if (ref === base && (state === 'open' || mergedAt !== null)) return state === 'open' ? 3 : 2;
  return state === 'open' ? 1 : 0;
};

/** Why it cannot be told what GitHub says of a branch; null: it can. */
const whyUnheard = (now: Known, branch: string): string | null => {
  if (now.trouble !== null)
    return now.heardAt === null
      ? `${now.trouble.message} It was not heard since Pitwall started.`
      : now.trouble.message;
  if (now.heardAt === null) return 'GitHub was not read yet.';
  if (!now.pulls.has(branch) && now.cut) return 'GitHub has more open pull requests than Pitwall reads.';
  return now.unread.get(branch) ?? null;
};

const markOf = (pull: GithubPull, branch: PullFacts | undefined): PullRequestMark => ({
  number: pull.number,
  title: pull.title.slice(0, 500),
  url: pull.html_url.slice(0, 1000),
  state:
    pull.merged_at !== null ? 'merged' : pull.state === 'closed' ? 'closed' : pull.draft === true ? 'draft' : 'open',
  checks: worstCheck(branch?.checks ?? []),
  approvals: branch?.reviews.filter(({ state }) => state === 'approved').length ?? 0,
  changesRequested: branch?.reviews.filter(({ state }) => state === 'changes-requested').length ?? 0,
});
