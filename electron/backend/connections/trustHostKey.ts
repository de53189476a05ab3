import type { HostKey } from '../../../shared/connections/sshFailure.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { pinHostKey, pinnedHostKeysOf } from '../ssh/hostKeyTable.ts';
import { resolveTarget } from '../ssh/resolveTarget.ts';
import { type ScannedHostKey, scanHostKey } from '../ssh/scanHostKey.ts';
import { SshError } from '../ssh/sshSession.ts';
import type { ConnectionsDeps } from './connectionsDeps.ts';
import { dialOptions } from './dialOptions.ts';
import { requireEnvironment } from './requireEnvironment.ts';

export interface TrustHostKey {
  readonly environment: EnvironmentId;
  readonly hop: 'target' | 'jump';
  /** As the user compared it. */
  readonly fingerprint: string;
  /** Puts it in the place of another key of its type. */
  readonly replace: boolean;
}

/** Pins the key a server shows now, when it is the one the user compared. Throws Failure GONE or REFUSED. */
export const trustHostKey = async (
  deps: ConnectionsDeps,
  input: TrustHostKey,
  signal: AbortSignal | undefined,
): Promise<HostKey> => {
  const environment = requireEnvironment(deps, input.environment);
  const { offered, key, verdict } = await shownKey(deps, environment, input, signal);
  if (verdict.kind === 'revoked')
    throw refused(
      `This key is marked as revoked in ${verdict.by.source}.`,
      'Ask whoever runs the server why it still uses a withdrawn key.',
    );
  if (verdict.kind === 'changed' && !input.replace)
    throw refused(
      `Another key of type ${offered.type} is known for ${offered.host} (${verdict.expected.source}).`,
      'Ask whoever runs the server, compare the fingerprints, then replace the key.',
    );
  pin(deps, environment, { offered, key });
  deps.connectionChanged(environment.id);
  deps.feed.publish('connection', environment.id);
  return offered;
};

/** The key with that fingerprint, as the hop shows it now; with several jump hosts, the first that shows it. */
const shownKey = async (
  deps: ConnectionsDeps,
  environment: Environment,
  { hop, fingerprint }: TrustHostKey,
  signal: AbortSignal | undefined,
): Promise<ScannedHostKey> => {
  const { jumps, target } = resolveTarget(environment.ssh, deps.homeDir);
  const options = { ...dialOptions(deps, environment.id), ...(signal !== undefined && { signal }) };
  const hops = hop === 'target' ? [target] : jumps;
  let shown: ScannedHostKey | null = null;
  for (const [index, candidate] of hops.entries()) {
    shown = await scanHostKey(candidate, hop === 'target' ? jumps : jumps.slice(0, index), options).catch(
      (error: unknown) => {
        throw error instanceof SshError ? refused(error.failure.message, error.failure.act) : error;
      },
    );
    if (shown.offered.fingerprint === fingerprint.trim()) return shown;
    if (shown.verdict.kind !== 'trusted') break;
  }
  if (shown === null) throw refused('This environment has no jump host.', 'Test the connection again.');
  throw refused(
    `${shown.offered.host} shows another key now: ${shown.offered.fingerprint}.`,
    'Do not trust it before you have compared that one, too. Test the connection again.',
  );
};

/** One transaction with its line of history. */
const pin = (
  deps: ConnectionsDeps,
  environment: Environment,
  { offered, key }: Pick<ScannedHostKey, 'offered' | 'key'>,
): void => {
  const { host, port, type, fingerprint } = offered;
  const at = deps.clock.now();
  deps.db.transaction(() => {
    const before = pinnedHostKeysOf(deps.db, host, port).find((one) => one.type === type);
    if (before?.key.equals(key) === true) return;
    pinHostKey(deps.db, { host, port, type, key, since: at });
    deps.appendLedger({
      at,
      actor: deps.actor,
      verb: before === undefined ? 'hostKey.trust' : 'hostKey.replace',
      entity: 'environment',
      entityId: environment.id,
      projectId: environment.projectId,
      summary: `${before === undefined ? 'Trusted' : 'Replaced'} the host key of ${host}:${port} (${type} ${fingerprint})`,
      inverse: { host, port, type, key: before?.key.toString('base64') ?? null, since: before?.since ?? null },
    });
  })();
};

const refused = (message: string, act: string): Failure => new Failure('REFUSED', message, { act });
