import type { EnvironmentId } from '../../../shared/ids.ts';
import type { HopName, PathReading } from '../../../shared/monitor/hop.ts';
import { nextStretch, type SpanReading, type Stretch } from '../../../shared/monitor/stateSpans.ts';
import type { Database } from '../db/database.ts';
import { closeSpan, noteSeen, openSpan, openStretches, pruneSpans } from './spanTable.ts';

/** After a crash at most this much of what was watched counts as not watched. */
const SEEN_EVERY = 30_000;
const DAY = 86_400_000;
/** A year and a month, and at most so many spans of one environment. */
const [KEPT_FOR, KEPT] = [400 * DAY, 50_000];

export interface SpanRecorder {
  /** `reach`: how long a reading speaks for, in milliseconds. */
  readonly record: (reading: PathReading, reach: number) => void;
  /** When the newest reading was; null when there is none. */
  readonly seen: () => number | null;
  /** Watching ends: what goes on is closed at its last reading. */
  readonly close: () => void;
  /** Pitwall ends: what goes on stays open, seen until its last reading. */
  readonly note: () => void;
}

/** Writes the spans of one environment. A reading that changes nothing costs no write. */
export const createSpanRecorder = (db: Database, environment: EnvironmentId): SpanRecorder => {
  let open = new Map<HopName | null, Stretch>(openStretches(db, environment).map(({ hop, stretch }) => [hop, stretch]));
  let noted = Math.max(0, ...[...open.values()].map(({ seen }) => seen));
  let pruned = 0;
  const newest = () => (open.size === 0 ? null : Math.max(...[...open.values()].map(({ seen }) => seen)));

  const note = () => {
    const seen = newest();
    if (seen !== null && seen !== noted) noteSeen(db, environment, seen);
    noted = seen ?? noted;
  };

  return {
    seen: newest,
    record: (reading, reach) => {
      const after = new Map<HopName | null, Stretch>();
      const changes: (() => void)[] = [];
      for (const [hop, seen] of readingsOf(reading)) {
        const before = open.get(hop) ?? null;
        const { ended, open: now } = nextStretch(before, seen, reach);
        if (ended !== null) changes.push(() => closeSpan(db, environment, hop, ended.to));
        if (ended !== null || before === null) changes.push(() => openSpan(db, environment, hop, now));
        after.set(hop, now);
      }
      for (const [hop, { seen }] of open)
        if (!after.has(hop)) changes.push(() => closeSpan(db, environment, hop, seen));
      const due = changes.length > 0 || Math.abs(reading.at - noted) >= SEEN_EVERY;
      if (due)
        db.transaction(() => {
          for (const change of changes) change();
          noteSeen(db, environment, reading.at);
          if (Math.abs(reading.at - pruned) < DAY) return;
          pruneSpans(db, environment, reading.at - KEPT_FOR, KEPT);
          pruned = reading.at;
        })();
      // Only what was written is true: a transaction that failed leaves all as it was, and the next reading tries again.
      open = after;
      if (due) noted = reading.at;
    },
    close: () => {
      if (open.size === 0) return;
      db.transaction(() => {
        for (const [hop, { seen }] of open) closeSpan(db, environment, hop, seen);
        note();
      })();
      open = new Map();
    },
    note,
  };
};

const readingsOf = ({
  at,
  hops,
  state,
  failing,
  reason,
}: PathReading): readonly (readonly [HopName | null, SpanReading])[] => [
  [null, { state, cause: failing ?? '', detail: reason, at }],
  ...hops.map(({ hop, state, status, detail }): readonly [HopName, SpanReading] => [
    hop,
    { state, cause: status === null ? '' : String(status), detail, at },
  ]),
];
