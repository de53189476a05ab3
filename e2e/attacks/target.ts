/** Something to attack. The attacker is given more than it could ever get: a code and a token that are good, so that nothing but the guard
 * stands in between. */
export interface Target {
  readonly origin: string;
  readonly port: number;
  /** A one-time code that is good. */
  readonly code: () => Promise<string>;
  /** A token that is good. */
  readonly token: string;
  /** Every session that was opened and every call that was carried out, besides those of the test itself. */
  readonly effects: () => Promise<number>;
  /** Words that only its page shows. */
  readonly words: string;
  /** Visits it as its user does, so that the browser holds whatever it gives its users. */
  readonly visit: string;
  readonly close: () => Promise<void>;
}

/** The call that an attacker makes over a WebSocket: it makes a project. */
export const attackCall = (name: string): string =>
  JSON.stringify({ i: '1', p: { u: '/projects/create', b: { json: { name, key: 'EVIL', description: '' } } } });
