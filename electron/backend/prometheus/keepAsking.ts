import { setImmediate } from 'node:timers/promises';
import { Failure } from '../../../shared/errors.ts';
import { promSamples } from '../../../shared/prometheus/promSamples.ts';
import { sourceQueries } from '../../../shared/prometheus/sourceQueries.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { PrometheusTrouble } from './prometheusTrouble.ts';
import { type QuerySourceOptions, queryNow } from './querySource.ts';

/** Expressions that are asked for at the same time. */
const AT_ONCE = 4;

export interface KeepAskingDeps extends Omit<QuerySourceOptions, 'signal' | 'secret' | 'clock'> {
  readonly clock: Clock;
  readonly log: Log;
  readonly everyMs: number;
  /** Asked each time: it may have been entered since. */
  readonly secretOf: () => string | null;
  readonly record: (samples: readonly { readonly name: string; readonly at: number; readonly value: number }[]) => void;
  /** `reason` null: it answers; `troubles` by kind: expressions that were refused. */
  readonly onRound: (reason: string | null, troubles: ReadonlyMap<string, string>) => void;
}

/** Asks for the newest values until the signal aborts; then resolves. Never rejects.
 *
 * A round in which Prometheus cannot be asked records nothing at all: half of it would look as if the rest were not there. */
export const keepAsking = async (deps: KeepAskingDeps, signal: AbortSignal): Promise<void> => {
  const { clock, log, everyMs, source, onRound } = deps;

  const round = async (): Promise<void> => {
    const options = { ...deps, secret: deps.secretOf(), signal };
    const troubles = new Map<string, string>();
    const samples: { readonly name: string; readonly at: number; readonly value: number }[] = [];
    const at = clock.now();
    const queries = sourceQueries(source);
    for (let from = 0; from < queries.length; from += AT_ONCE) {
      const some = queries.slice(from, from + AT_ONCE);
      const answers = await Promise.all(
        some.map(async (query) => ({ query, answer: await queryNow(query.query, options) })),
      );
      for (const { query, answer } of answers)
        if (answer.kind === 'refused') troubles.set(query.kind, answer.error.message);
        else samples.push(...promSamples(query, answer.series).map(({ name, value }) => ({ name, value, at })));
    }
    if (samples.length > 0) deps.record(samples);
    onRound(null, troubles);
  };

  while (!signal.aborted) {
    const began = clock.monotonic();
    try {
      await round();
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof PrometheusTrouble || error instanceof Failure;
      if (!known) log.error('asking Prometheus failed', { error: String(error) });
      onRound(known ? error.message : 'Pitwall met a fault of its own; its log has the detail.', new Map());
    }
    const rest = Math.max(1_000, everyMs - (clock.monotonic() - began));
    await clock.sleep(rest, signal).catch(() => setImmediate());
  }
};
