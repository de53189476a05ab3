import type { Clock } from '../clock.ts';

/** Later than this, nobody was awake: the machine slept, or the process was held. */
const ASLEEP = 5_000;
/** The wheel turns at least so often, so that a sleep is noticed soon after it is over. */
const TURN = 5_000;
/** Looks are due at multiples of this, so that those near each other are begun together, and each at the same moment of its interval every time. */
const SLOT = 50;
const inSlot = (at: number): number => Math.ceil(at / SLOT) * SLOT;
/** Timers may come so much too early. */
const EARLY = 1;
/** Between two catch-up looks, and the longest wait for a new target's first look. */
const [CATCH_UP, FIRST] = [200, 2_000];
/** Fractions of the golden ratio lie evenly spread, however many there are (Knuth, TAOCP 3, 6.4). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export interface Poller {
  /** Looks at a target every so many milliseconds, the first time soon. Setting it again only changes the interval. */
  readonly set: (id: string, everyMs: number, look: (signal: AbortSignal) => Promise<void>) => void;
  readonly remove: (id: string) => void;
  /** Ends every look and waits for them. */
  readonly dispose: () => Promise<void>;
}

export interface PollerDeps {
  readonly clock: Clock;
  /** A look failed, which looks should not. */
  readonly onError: (id: string, error: unknown) => void;
}

interface Target {
  readonly look: (signal: AbortSignal) => Promise<void>;
  readonly phase: number;
  everyMs: number;
  /** Monotonic milliseconds. */
  due: number;
  /** Its next look is one by itself; from then on it has its own place in the interval. */
  out: boolean;
  running: { readonly stop: AbortController; readonly over: Promise<void> } | null;
}

/** One timer for all targets, their phases spread.
 *
 * A target has one look at a time: when it is due again while one is going on, that turn is left out, so nothing piles up and a target that
 * hangs delays no other. Turns that were slept through are not made up for: looks that were under way are given up, then each target gets
 * one look, one after the other. Due times are monotonic, so setting the clock changes nothing. */
export const createPoller = ({ clock, onError }: PollerDeps): Poller => {
  const targets = new Map<string, Target>();
  const ending = new Set<Promise<void>>();
  let made = 0;
  let stopped = false;
  let wake = new AbortController();
  let turning: Promise<void> | null = null;

  const begin = (id: string, target: Target) => {
    const stop = new AbortController();
    const over = target
      .look(stop.signal)
      .catch((error: unknown) => {
        if (!stop.signal.aborted) onError(id, error);
      })
      .finally(() => {
        ending.delete(over);
        if (target.running?.over === over) target.running = null;
      });
    ending.add(over);
    target.running = { stop, over };
  };

  const giveUp = (target: Target) => {
    target.running?.stop.abort();
    target.running = null;
  };

  const lookAtDue = () => {
    const now = clock.monotonic();
    for (const [id, target] of targets) {
      if (target.due > now + EARLY) continue;
      if (target.running === null) begin(id, target);
      const { due, everyMs, phase, out } = target;
      target.due = inSlot(
        out ? now + everyMs * (0.5 + phase / 2) : due + everyMs * Math.max(1, Math.ceil((now + EARLY - due) / everyMs)),
      );
      target.out = false;
    }
  };

  const catchUp = () => {
    let due = clock.monotonic();
    for (const target of targets.values()) {
      giveUp(target);
      target.due = due;
      target.out = true;
      due += CATCH_UP;
    }
  };

  const turn = async () => {
    while (!stopped && targets.size > 0) {
      const next = Math.min(...[...targets.values()].map(({ due }) => due));
      const ms = Math.max(0, Math.min(next - clock.monotonic(), TURN));
      const before = { wall: clock.now(), monotonic: clock.monotonic() };
      await clock.sleep(ms, wake.signal).catch(() => undefined);
      if (wake.signal.aborted) wake = new AbortController();
      const late = Math.max(clock.now() - before.wall, clock.monotonic() - before.monotonic) - ms;
      if (late > ASLEEP) catchUp();
      if (!stopped) lookAtDue();
    }
    turning = null;
  };

  return {
    set: (id, everyMs, look) => {
      const known = targets.get(id);
      const now = clock.monotonic();
      if (known !== undefined) {
        if (known.everyMs === everyMs) return;
        known.everyMs = everyMs;
        known.due = Math.min(known.due, now + everyMs);
      } else {
        const phase = (made * GOLDEN) % 1;
        made += 1;
        targets.set(id, {
          look,
          phase,
          everyMs,
          due: now + phase * Math.min(everyMs, FIRST),
          out: true,
          running: null,
        });
      }
      if (turning === null) turning = turn();
      else wake.abort();
    },
    remove: (id) => {
      const target = targets.get(id);
      if (target === undefined) return;
      giveUp(target);
      targets.delete(id);
      wake.abort();
    },
    dispose: async () => {
      stopped = true;
      for (const target of targets.values()) giveUp(target);
      targets.clear();
      wake.abort();
      await turning;
      await Promise.all(ending);
    },
  };
};
