import type { SaidTime } from '../../../shared/monitor/clockApart.ts';
import { readUnits, timedUnits, type UnitState } from '../../../shared/monitor/unitState.ts';
import type { Clock } from '../clock.ts';
import type { SshSession } from '../ssh/sshSession.ts';

export interface UnitListener {
  readonly onUnits: (units: readonly UnitState[]) => void;
  /** With each look: a server's clock may be set at any time. */
  readonly onClock: (said: SaidTime) => void;
}

/** Looks at the units again and again until the signal aborts (rejects) or the link is lost (rejects with SshError). */
export const watchUnits = async (
  session: SshSession,
  units: readonly string[],
  { clock, intervalMs }: { readonly clock: Clock; readonly intervalMs: number },
  { onUnits, onClock }: UnitListener,
  signal: AbortSignal,
): Promise<never> => {
  for (;;) {
    const asked = clock.now();
    const { stdout } = await session.exec(timedUnits(units), { signal, timeoutMs: 20_000 });
    const [seconds = '', ...rest] = stdout.toString('utf8').split('\n');
    if (/^\d{1,12}$/.test(seconds)) onClock({ asked, theirs: Number(seconds) * 1000, answered: clock.now() });
    onUnits(readUnits(units, rest.join('\n')));
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
