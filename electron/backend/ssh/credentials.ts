import type { BaseAgent, ParsedKey } from 'ssh2';
import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { Clock } from '../clock.ts';
import { sshError } from './hopFailures.ts';
import { openAgent } from './openAgent.ts';
import { readPrivateKey } from './readPrivateKey.ts';
import type { ResolvedHop } from './resolveTarget.ts';

/** What will prove who we are. `password` is also there for a server that wants one after the key. */
export type Credentials =
  | { readonly kind: 'agent'; readonly agent: BaseAgent<ParsedKey>; readonly password: string | null }
  | { readonly kind: 'key'; readonly key: ParsedKey; readonly path: string; readonly password: string | null }
  | { readonly kind: 'password'; readonly password: string };

export interface CredentialSources {
  readonly secret: (kind: SecretKind) => string | null;
  readonly homeDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Gathers what a hop's sign-in needs; what is missing or broken is said before anything is sent. Rejects with SshError. */
export const gatherCredentials = async (hop: ResolvedHop, sources: CredentialSources): Promise<Credentials> => {
  const jump = hop.role === 'jump';
  const password = sources.secret(jump ? 'jumpPassword' : 'password');
  switch (hop.auth.kind) {
    case 'agent':
      return { kind: 'agent', agent: await openAgent(hop, sources), password };
    case 'key': {
      const { path } = hop.auth;
      const passphrase = sources.secret(jump ? 'jumpPassphrase' : 'passphrase');
      return {
        kind: 'key',
        key: await readPrivateKey(hop, path, { passphrase, homeDir: sources.homeDir }),
        path,
        password,
      };
    }
    case 'password':
      if (password === null)
        throw sshError(
          hop,
          'password-needed',
          `No password is kept for ${hop.where}.`,
          'Enter it in the connection settings, or sign in with a key.',
        );
      return { kind: 'password', password };
  }
};
