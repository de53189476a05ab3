import type { Fact, Verdict } from '../gates/gateFacts.ts';
import type { Person } from '../reviews/person.ts';
import { judgePullChecks } from './judgePullChecks.ts';
import { accountInWords, canBe, judgePullReviews, type ReviewedCode } from './judgePullReviews.ts';
import type { GithubReading } from './pullFacts.ts';

/** What GitHub adds to the facts of a gate. */
export interface GithubGateFacts {
  /** null: the project does not read GitHub. */
  readonly github: Fact<Verdict> | null;
  readonly approvals: readonly string[];
  readonly lostApprovals: readonly string[];
  readonly vetoes: readonly string[];
}

interface Judged extends ReviewedCode {
  readonly head: string;
  readonly base: string;
  /** Who approved here and counts: the same person there is not a second one. */
  readonly approvedHere: readonly Person[];
}

const nothing: GithubGateFacts = { github: null, approvals: [], lostApprovals: [], vetoes: [] };

/** Turns what GitHub says of a branch into facts of its change's gate.
 *
 * While GitHub is not heard its approvals count for nothing, a veto from before still stands, and the rest is an error: the gate errs to closed. */
export const githubGateFacts = (reading: GithubReading | null, code: Judged): GithubGateFacts => {
  if (reading === null) return nothing;
  const { pull } = reading;
  const isMeant = pull !== null && pull.base === code.base;
  const reviews = isMeant ? judgePullReviews(pull, code) : [];
  const of = (verdict: (typeof reviews)[number]['verdict']) => reviews.filter((review) => review.verdict === verdict);
  const counting = of('approve').filter(({ why }) => why === null);
  const vetoes = of('veto').flatMap(({ account, why }) => (why === null ? [accountInWords(account)] : []));
  const lost = of('approve').flatMap(({ why }) => why ?? []);
  if (reading.kind === 'unheard') {
    const since = reading.since === null ? '' : ` It was heard last at ${instantInWords(reading.since)}.`;
    const unheard = counting.map(({ account }) => `${accountInWords(account)} approved before GitHub fell silent.`);
    return {
      github: { ok: false, reason: `${reading.why}${since}` },
      approvals: [],
      lostApprovals: [...unheard, ...lost],
      vetoes,
    };
  }
  return {
    github: { ok: true, value: judgePullChecks(pull, code) },
    approvals: counting
      .filter(({ account }) => !code.approvedHere.some((person) => canBe(account, person)))
      .map(({ account }) => accountInWords(account)),
    lostApprovals: lost,
    vetoes,
  };
};

/** "2026-01-15 12:00 UTC": a gate is kept, so its words must be true at any time and place. */
const instantInWords = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
