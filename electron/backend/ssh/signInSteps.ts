import type { AnyAuthMethod, KeyboardInteractiveAuthMethod } from 'ssh2';
import type { Credentials } from './credentials.ts';

export interface SignIn {
  /** ssh2's authHandler: what to try next, false when there is nothing more. */
  readonly next: (left: readonly string[] | null, partial: boolean | null) => AnyAuthMethod | false;
  /** What was tried last, for people: "key ~/.ssh/id_ed25519". */
  readonly method: () => string;
  /** The methods the server still named when it refused the last one; empty before. */
  readonly left: () => readonly string[];
  /** True when the key was taken but the server wants more. */
  readonly partial: () => boolean;
}

/** The order in which a sign-in is tried: one method, once. A refused secret is never sent a second time by another method.
 *
 * A password goes as `password`, or as the answer to one hidden question where the server only knows `keyboard-interactive`; which of the
 * two is learnt by asking with `none` first. A key that is only half of what the server wants is followed by the password, if one is kept. */
export const signInSteps = (user: string, credentials: Credentials): SignIn => {
  let method = '';
  let left: readonly string[] = [];
  let partial = false;
  let sentFirst = false;
  let sentPassword = false;

  const first = (): AnyAuthMethod => {
    switch (credentials.kind) {
      case 'agent':
        method = 'a key of the ssh-agent';
        return { type: 'agent', username: user, agent: credentials.agent };
      case 'key':
        method = `the key ${credentials.path}`;
        return { type: 'publickey', username: user, key: credentials.key };
      case 'password':
        method = 'the password';
        return { type: 'none', username: user };
    }
  };
  const withPassword = (): AnyAuthMethod | false => {
    const { password } = credentials;
    if (password === null || sentPassword) return false;
    sentPassword = true;
    const byPassword = left.includes('password');
    if (!byPassword && !left.includes('keyboard-interactive')) return false;
    if (credentials.kind !== 'password') method = `${method} and the password`;
    return byPassword ? { type: 'password', username: user, password } : keyboard(user, password);
  };

  return {
    next: (methods, half) => {
      left = methods ?? [];
      partial = half === true;
      if (!sentFirst) {
        sentFirst = true;
        return first();
      }
      return credentials.kind === 'password' || partial ? withPassword() : false;
    },
    method: () => method,
    left: () => left,
    partial: () => partial,
  };
};

/** Answers one hidden question with the password; any other questions (codes, say) with nothing, which the server refuses. */
const keyboard = (username: string, password: string): KeyboardInteractiveAuthMethod => {
  let answered = false;
  return {
    type: 'keyboard-interactive',
    username,
    prompt: (_name, _instructions, _language, prompts, finish) => {
      const [only] = prompts;
      const fits = prompts.length === 1 && only?.echo !== true && !answered;
      answered = true;
      finish(fits ? [password] : prompts.map(() => ''));
    },
  };
};
