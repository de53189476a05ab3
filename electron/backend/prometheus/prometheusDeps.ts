import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { SeriesData, SeriesName } from '../../../shared/monitor/series.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import type { NewLedgerEntry } from '../db/ledgerTable.ts';
import type { ChangeFeed } from '../live/changeFeed.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault.ts';

export interface PrometheusDeps {
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  /** `user@machine`, as the ledger shows it. */
  readonly actor: string;
  readonly appendLedger: (entry: NewLedgerEntry) => void;
  readonly environmentOf: (id: EnvironmentId) => Environment | null;
  readonly allEnvironments: () => readonly EnvironmentId[];
  readonly settingsOf: (
    environment: Environment,
  ) => Pick<MonitorSettings, 'enabled' | 'resourceSeconds' | 'prometheus'>;
  /** Keeps the values of one round and judges by them. */
  readonly record: (
    environment: EnvironmentId,
    samples: readonly { readonly name: SeriesName; readonly at: number; readonly value: number }[],
    everyMs: number,
  ) => unknown;
  /** What Pitwall measured itself, for series that Prometheus is not asked for. */
  readonly readOwn: (
    environment: EnvironmentId,
    name: SeriesName,
    from: number,
    to: number,
    points: number,
  ) => SeriesData;
  /** Milliseconds until Prometheus is given up. */
  readonly timeoutMs?: number;
}
