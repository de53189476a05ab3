import type { Person } from '../reviews/person.ts';
import type { PullCheck, PullReview } from './pullRequest.ts';

/** Somebody with an account, as far as GitHub tells. */
export interface GithubAccount {
  readonly login: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** All that is read of a branch's pull request. */
export interface PullFacts {
  readonly number: number;
  /** The branch it goes into. */
  readonly base: string;
  /** The head that its checks are about, as GitHub has it. */
  readonly head: string;
  readonly draft: boolean;
  /** The commit of the base that brought it; null while it is open. */
  readonly mergedAs: string | null;
  /** Accounts that opened it or wrote or committed some of it. */
  readonly writers: readonly string[];
  /** Authors of its commits whom GitHub knows no account of. */
  readonly unlinked: readonly Person[];
  readonly reviews: readonly PullReview[];
  /** Accounts of those who reviewed. */
  readonly accounts: readonly GithubAccount[];
  readonly checks: readonly PullCheck[];
  /** Names of checks that the base wants; none: GitHub asks for none. */
  readonly required: readonly string[];
}

/** What GitHub says of a branch, or why it cannot be told. */
export type GithubReading =
  | { readonly kind: 'read'; readonly pull: PullFacts | null }
  /** `pull` is from before; `since` is when GitHub was heard last, null when it never was. */
  | { readonly kind: 'unheard'; readonly why: string; readonly since: number | null; readonly pull: PullFacts | null };
