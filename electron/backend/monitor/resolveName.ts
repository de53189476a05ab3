import { lookup, Resolver } from 'node:dns/promises';
import { isIP, SocketAddress } from 'node:net';
import type { Clock } from '../clock.ts';
import { isLocalhost, loopback } from '../ssh/isLocalhost.ts';
import { withDeadline } from '../ssh/withDeadline.ts';

/** What a name leads to. `addresses` is sorted and in canonical spelling; empty when there is a failure. */
export interface ResolvedName {
  /** `literal` is no name at all; `machine` means that DNS does not know it but this machine does (hosts file, local network). */
  readonly source: 'literal' | 'dns' | 'machine';
  readonly addresses: readonly string[];
  /** The error code of node:dns, `ENOTFOUND` say; null when there are addresses. */
  readonly failure: string | null;
  /** One of the two families got no answer: there may be more addresses than these. */
  readonly half: boolean;
}

export interface ResolveNameOptions {
  readonly clock: Pick<Clock, 'sleep'>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Name servers as `address:port`; those of this machine unless told. */
  readonly nameServers?: readonly string[];
  /** The one to ask instead, whatever the name; it has the last word. */
  readonly resolver?: string | null;
  /** What this machine itself knows of a name; the system's getaddrinfo unless told. */
  readonly knownHere?: (host: string) => Promise<readonly string[]>;
}

/** Looks a host name up in DNS, past every cache of this program. Never rejects.
 *
 * Only when DNS denies the name is the machine's own knowledge asked: getaddrinfo holds a thread of Node's pool for as long as it takes. A
 * `resolver` is asked for every name, `localhost` too, and its denial stands. */
export const resolveName = async (host: string, options: ResolveNameOptions): Promise<ResolvedName> => {
  if (isIP(host) !== 0) return found('literal', [host]);
  // RFC 6761, 6.3: never asked of a name server.
  const { resolver: chosen = null } = options;
  if (chosen === null && isLocalhost(host)) return found('machine', loopback);
  const { clock, timeoutMs, signal, knownHere = askMachine } = options;
  const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
  const servers = chosen === null ? options.nameServers : [chosen];
  try {
    if (servers !== undefined) resolver.setServers([...servers]);
    return await withDeadline({ clock, ms: timeoutMs, signal }, async (within) => {
      within.addEventListener('abort', () => resolver.cancel(), { once: true });
      const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      const codes = answers.map((answer) => (answer.status === 'rejected' ? codeOf(answer.reason) : null));
      if (addresses.length > 0)
        return found(
          'dns',
          addresses,
          codes.some((code) => code !== null && !saysNone.has(code)),
        );
      const failure = codes.find((code) => code !== null && code !== 'ENODATA') ?? 'ENODATA';
      if (chosen !== null || (failure !== 'ENOTFOUND' && failure !== 'ENODATA')) return nothing(failure);
      const known = await Promise.race([knownHere(host).catch(() => []), givenUp(within)]);
      return known.length > 0 ? found('machine', known) : nothing(failure);
    });
  } catch {
    return nothing('ETIMEOUT');
  }
};

/** What a name server says of a family that a name has no address of. */
const saysNone: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

const nothing = (failure: string): ResolvedName => ({ source: 'dns', addresses: [], failure, half: false });

const found = (source: ResolvedName['source'], addresses: readonly string[], half = false): ResolvedName => ({
  source,
  addresses: [...new Set(addresses.map(canonicalAddress))].sort(),
  failure: null,
  half,
});

/** An address in its one canonical spelling (RFC 5952), so that two can be compared as text. */
export const canonicalAddress = (address: string): string =>
  isIP(address) === 6 ? new SocketAddress({ address, family: 'ipv6' }).address : address;

const askMachine = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);

const givenUp = (signal: AbortSignal): Promise<readonly string[]> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve([]);
    signal.addEventListener('abort', () => resolve([]), { once: true });
  });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | null)?.code ?? 'EUNKNOWN';
