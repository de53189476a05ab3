import { type CalendarDate, dateAt, eachDay } from '../calendarDate.ts';
import { idealLine } from './idealLine.ts';
import { roundPoints } from './roundPoints.ts';
import type { ProgressPoint, Sprint } from './sprint.ts';

export interface BurndownDay {
  readonly day: CalendarDate;
  /** What would remain if the committed work went evenly; 0 after the sprint's last day. */
  readonly ideal: number;
  /** Points in the sprint at the day's end (for today: now); null before the start and in the future, as are the next two. */
  readonly scope: number | null;
  /** Of the scope, what was done: the line of a burnup. */
  readonly completed: number | null;
  /** The scope less what was done: the line of a burndown. */
  readonly remaining: number | null;
  /** By how much the scope changed in the day, against the day before; on the first day against the commitment. */
  readonly scopeChange: number | null;
}

export interface Burndown {
  /** Points at the start: where the ideal line begins. */
  readonly committed: number;
  /** From the sprint's first day to its last, and on to today while it is active for longer. */
  readonly days: readonly BurndownDay[];
}

/** Burndown and burnup of a sprint, day by day in the project's time zone.
 *
 * `progress` is oldest first, `now` in milliseconds. A day without a change keeps what stood the day before. Scope is a line of its own, so that
 * added work does not look like work not done; cancelled work leaves the scope and is not done. After the close nothing follows. */
export const burndown = (
  sprint: Pick<Sprint, 'start' | 'end' | 'members' | 'teamDaysOff' | 'commitment' | 'report'>,
  progress: readonly ProgressPoint[],
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): Burndown => {
  const committed = sprint.commitment?.points ?? 0;
  const ideal = idealLine(sprint, committed);
  const until = dateAt(sprint.report?.closedAt ?? now, timeZone);
  const started = sprint.commitment !== null;
  const last = started && until > sprint.end ? until : sprint.end;
  const points = progress.map((point) => ({ ...point, day: dateAt(point.at, timeZone) }));
  let at = 0;
  let current: ProgressPoint | null = null;
  let scopeBefore = committed;
  const days = eachDay(sprint.start, last).map((day): BurndownDay => {
    for (let next = points[at]; next !== undefined && next.day <= day; next = points[at]) {
      current = next;
      at += 1;
    }
    const known = day <= until ? (current as ProgressPoint | null) : null;
    const scopeChange = known === null ? null : roundPoints(known.scope - scopeBefore);
    scopeBefore = known?.scope ?? scopeBefore;
    return {
      day,
      ideal: ideal.get(day) ?? 0,
      scope: known?.scope ?? null,
      completed: known?.completed ?? null,
      remaining: known === null ? null : roundPoints(known.scope - known.completed),
      scopeChange,
    };
  });
  return { committed, days };
};
