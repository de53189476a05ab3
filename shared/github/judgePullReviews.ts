import { type Person, personKey } from '../reviews/person.ts';
import { plainWord } from './plainWord.ts';
import type { GithubAccount, PullFacts } from './pullFacts.ts';
import type { PullReview } from './pullRequest.ts';

/** A change, as far as reviews on GitHub are judged by it. */
export interface ReviewedCode {
  readonly patchId: string;
  /** The number of its newest revision. */
  readonly revision: number;
  readonly authors: readonly Person[];
  /** The patch-id of a revision that Pitwall knows by its head; null: it never saw it. */
  readonly patchIdOf: (head: string) => string | null;
}

/** A review on GitHub, and whether it counts here. */
export interface JudgedPullReview {
  readonly account: GithubAccount;
  readonly verdict: 'approve' | 'veto';
  /** Why it does not count; null when it does. */
  readonly why: string | null;
}

/** Says of each review whether it counts for the code as it is now, by the same rules as for a vote here.
 *
 * An approval is bound to the commit it was given for, and by that to its patch-id: a rebase keeps it, an edit does not. GitHub knows accounts and git
 * addresses; whoever can be the same person is taken for it, because an author must not approve. "Changes requested" is a veto until its giver or a
 * dismissal takes it back. A stranger's word neither opens nor closes a gate. */
export const judgePullReviews = (pull: PullFacts, code: ReviewedCode): readonly JudgedPullReview[] =>
  pull.reviews.map((review) => {
    const account = pull.accounts.find(({ login }) => login === review.login) ?? {
      login: review.login,
      name: null,
      email: null,
    };
    const verdict = review.state === 'approved' ? 'approve' : 'veto';
    return { account, verdict, why: whyNot(review, account, pull, code) };
  });

const whyNot = (review: PullReview, account: GithubAccount, pull: PullFacts, code: ReviewedCode): string | null => {
  const who = accountInWords(account);
  if (!review.belongs) return `${who} is no member of the repository.`;
  if (review.state === 'changes-requested') return null;
  if (pull.writers.includes(account.login) || code.authors.some((author) => canBe(account, author)))
    return `${who} wrote some of it: an author cannot approve.`;
  if (account.name === null && account.email === null && pull.unlinked.length > 0)
    return `${who} cannot be told from ${plainWord(pull.unlinked[0]?.name ?? '') || 'an author'}, whose address GitHub does not know.`;
  const seen = review.revision === null ? null : code.patchIdOf(review.revision);
  if (seen === null) return `${who} approved a commit that Pitwall did not see.`;
  if (seen !== code.patchId)
    return `${who} approved ${review.revision?.slice(0, 7)}; the code was edited since (revision ${code.revision}).`;
  return null;
};

/** Whether an account can be a person that git names: by its address, by the address GitHub gives out for it, or by its name. */
export const canBe = ({ login, name, email }: GithubAccount, person: Person): boolean => {
  const key = personKey(person);
  const given = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(key)?.[1];
  return (
    (email !== null && personKey({ email }) === key) ||
    given === login.toLowerCase() ||
    (name !== null && plain(name) !== '' && plain(name) === plain(person.name))
  );
};

const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** "Ada (@ada-l on GitHub)". */
export const accountInWords = ({ login, name }: GithubAccount): string => {
  const known = plainWord(name ?? '');
  const account = `@${plainWord(login)} on GitHub`;
  return known === '' ? account : `${known} (${account})`;
};
