import { z } from 'zod';
import { sh, verbatim } from '../remote/remoteCommand.ts';

/** How a unit stands, as systemd says it. */
export const UnitState = z.object({
  unit: z.string(),
  /** `active`, `failed`, `inactive`, `activating`, … */
  active: z.string(),
  /** `running`, `dead`, `auto-restart`, … */
  sub: z.string(),
  /** `success`, `exit-code`, `oom-kill`, `start-limit-hit`, … */
  result: z.string(),
  /** Since it was started by hand; null where systemd is too old to count. */
  restarts: z.number().int().nullable(),
});
export type UnitState = Readonly<z.infer<typeof UnitState>>;

/** Asks for the units in one call; a unit that is not there is `inactive`. */
export const showUnits = (units: readonly string[]) =>
  sh`LC_ALL=C systemctl show --no-pager -p Id,LoadState,ActiveState,SubState,Result,NRestarts ${units}`;

/** The same, behind a line with the server's time in seconds. */
export const timedUnits = (units: readonly string[]) => sh`date +%s; ${verbatim(showUnits(units))}`;

/** Reads the answer, unit by unit in the order in which they were asked for. */
export const readUnits = (units: readonly string[], text: string): readonly UnitState[] => {
  const blocks = text.trim().split(/\n\s*\n/);
  return units.flatMap((unit, index) => {
    const fields = new Map(
      (blocks[index] ?? '').split('\n').map((line) => {
        const at = line.indexOf('=');
        return [
          line.slice(0, Math.max(0, at)),
          line
            .slice(at + 1)
            .trim()
            .slice(0, 100),
        ];
      }),
    );
    const active = fields.get('ActiveState');
    if (active === undefined || active === '') return [];
    const restarts = fields.get('NRestarts') ?? '';
    const missing = fields.get('LoadState') === 'not-found';
    return [
      {
        unit,
        active: missing ? 'not found' : active,
        sub: fields.get('SubState') ?? '',
        result: fields.get('Result') ?? '',
        restarts: /^\d{1,9}$/.test(restarts) ? Number(restarts) : null,
      },
    ];
  });
};
