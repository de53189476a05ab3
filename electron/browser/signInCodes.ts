import { randomBytes } from 'node:crypto';
import { sameHash, secretHash } from './secretHash.ts';

export interface SignInCodes {
  /** A new code of 192 bits for a link. */
  readonly issue: () => string;
  /** True once for each code that was issued. `wait`: too many wrong ones came just now. */
  readonly use: (code: string) => 'right' | 'wrong' | 'wait';
}

/** A link lies in a terminal's scrollback; a day later nobody means to use it any more. */
const LIFE_MS = 24 * 3600_000;
/** Links that nobody opened are dropped, oldest first. */
const CODES_MAX = 16;
/** A guess has one chance in 2^192; the limit only keeps a guesser from costing anything. */
const WRONG_MAX = 20;
const WRONG_WINDOW_MS = 60_000;

/** One-time codes, in memory only, kept as hashes. `now` is monotonic milliseconds. */
export const createSignInCodes = (now: () => number): SignInCodes => {
  let codes: readonly { readonly hash: Buffer; readonly until: number }[] = [];
  let wrong: readonly number[] = [];
  return {
    issue: () => {
      const code = randomBytes(24).toString('base64url');
      codes = [...codes.slice(1 - CODES_MAX), { hash: secretHash(code), until: now() + LIFE_MS }];
      return code;
    },
    use: (code) => {
      const at = now();
      wrong = wrong.filter((time) => time > at - WRONG_WINDOW_MS);
      if (wrong.length >= WRONG_MAX) return 'wait';
      const hash = secretHash(code);
      const live = codes.filter(({ until }) => until > at);
      codes = live.filter((each) => !sameHash(each.hash, hash));
      if (codes.length < live.length) return 'right';
      wrong = [...wrong, at];
      return 'wrong';
    },
  };
};
