import { readFile } from 'node:fs/promises';
import ssh2, { type BaseAgent, type ParsedKey, type SignCallback, type SigningRequestOptions } from 'ssh2';
import type { Clock } from '../clock.ts';
import { sshError, stoppedFailure } from './hopFailures.ts';
import type { ResolvedHop } from './resolveTarget.ts';
import { SshError } from './sshSession.ts';

/** An agent that does not answer is not there; it may ask the user nothing before a signature. */
const AGENT_MS = 5000;

/** Asks the agent for its keys before anything is sent. Rejects with SshError `agent-missing`.
 *
 * The keys that ~/.ssh/config names for the host come first: a server ends the connection after a few wrong ones (MaxAuthTries, 6). */
export const openAgent = async (
  hop: ResolvedHop,
  {
    env,
    platform,
    clock,
    signal,
  }: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly platform: NodeJS.Platform;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<BaseAgent<ParsedKey>> => {
  const path = env.SSH_AUTH_SOCK || (platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null);
  if (path === null)
    throw sshError(
      hop,
      'agent-missing',
      'No ssh-agent is running for this session (SSH_AUTH_SOCK is not set).',
      'Start one and add your key (ssh-add), or choose a key file in the connection settings.',
    );
  const agent = ssh2.createAgent(path);
  const held = await identities(agent, hop, { path, clock, signal });
  const wanted = await publicKeys(hop.identityFiles);
  const first = held.filter((key) => wanted.some((blob) => blob.equals(key.getPublicSSH())));
  const rest = hop.identitiesOnly && wanted.length > 0 ? [] : held.filter((key) => !first.includes(key));
  const keys = [...first, ...rest];
  if (keys.length === 0)
    throw sshError(
      hop,
      'agent-missing',
      held.length === 0
        ? 'The ssh-agent holds no key.'
        : 'The ssh-agent holds none of the keys that ~/.ssh/config names for this host.',
      'Add the key to it: ssh-add.',
    );
  return new ListedAgent(agent, keys);
};

const identities = (
  agent: BaseAgent,
  hop: ResolvedHop,
  { path, clock, signal }: { readonly path: string; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly ParsedKey[]> =>
  new Promise((resolve, reject) => {
    const gone = () =>
      reject(
        sshError(
          hop,
          'agent-missing',
          `No ssh-agent answers at ${path}.`,
          'Start one and add your key (ssh-add), or choose a key file in the connection settings.',
        ),
      );
    const over = new AbortController();
    signal.addEventListener('abort', () => reject(new SshError(stoppedFailure(hop, signal))), { signal: over.signal });
    clock.sleep(AGENT_MS, over.signal).then(gone, () => undefined);
    agent.getIdentities((error, keys) => {
      over.abort();
      if (error || keys === undefined) return gone();
      const all: readonly unknown[] = keys;
      const parsed = all.map((key) => ssh2.utils.parseKey(key as ParsedKey | Buffer));
      resolve(parsed.filter((key) => !(key instanceof Error)) as ParsedKey[]);
    });
  });

/** The public halves that lie beside the key files; a file that is not there is skipped. */
const publicKeys = async (files: readonly string[]): Promise<readonly Buffer[]> => {
  const texts = await Promise.all(files.map((file) => readFile(`${file}.pub`, 'utf8').catch(() => '')));
  return texts.flatMap((text) => {
    const blob = /^\S+ ([A-Za-z0-9+/]+=*)/.exec(text)?.[1];
    return blob === undefined ? [] : [Buffer.from(blob, 'base64')];
  });
};

/** An agent with its keys in an order of ours; a class because ssh2 asks for an instance of its own. */
class ListedAgent extends ssh2.BaseAgent<ParsedKey> {
  readonly #agent: BaseAgent;
  readonly #keys: readonly ParsedKey[];
  constructor(agent: BaseAgent, keys: readonly ParsedKey[]) {
    super();
    this.#agent = agent;
    this.#keys = keys;
  }
  getIdentities(answer: (error: Error | undefined, keys?: ParsedKey[]) => void): void {
    answer(undefined, [...this.#keys]);
  }
  sign(key: ParsedKey, data: Buffer, options: SigningRequestOptions | SignCallback, answer?: SignCallback): void {
    if (typeof options === 'function') this.#agent.sign(key, data, options);
    else this.#agent.sign(key, data, options, answer);
  }
}
