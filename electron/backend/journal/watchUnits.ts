import { readUnits, showUnits, type UnitState } from '../../../shared/monitor/unitState.ts';
import type { Clock } from '../clock.ts';
import type { SshSession } from '../ssh/sshSession.ts';

/** Looks at the units again and again until the signal aborts (rejects) or the link is lost (rejects with SshError). */
export const watchUnits = async (
  session: SshSession,
  units: readonly string[],
  { clock, intervalMs }: { readonly clock: Clock; readonly intervalMs: number },
  onUnits: (units: readonly UnitState[]) => void,
  signal: AbortSignal,
): Promise<never> => {
  for (;;) {
    const { stdout } = await session.exec(showUnits(units), { signal, timeoutMs: 20_000 });
    onUnits(readUnits(units, stdout.toString('utf8')));
    await clock.sleep(intervalMs, signal);
  }
};

/** As values of series: 1 while a unit is active or reloading, 0 otherwise; and how often systemd started it again, in all and in the last hour. */
export const unitSamples = (
  units: readonly UnitState[],
  restartsInHour: (unit: string) => number,
): readonly { readonly name: string; readonly value: number }[] =>
  units.flatMap(({ unit, active, restarts }) => [
    { name: `unit.active:${unit}`, value: ['active', 'reloading', 'refreshing'].includes(active) ? 1 : 0 },
    ...(restarts === null
      ? []
      : [
          { name: `unit.restarts:${unit}`, value: restarts },
          { name: `unit.restartsInHour:${unit}`, value: restartsInHour(unit) },
        ]),
  ]);
