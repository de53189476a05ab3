/** One way of doing the same work. `run` does it once and throws when the work was not done right. */
export interface Variant {
  readonly name: string;
  /** Before each run, not counted: a new commit to deploy, say. */
  readonly before?: () => Promise<void>;
  readonly run: () => Promise<void>;
}

export interface Timing {
  readonly name: string;
  /** Milliseconds. */
  readonly median: number;
  readonly p90: number;
  readonly samples: readonly number[];
}

/** The q-th quantile (0 to 1) by linear interpolation between order statistics (Hyndman and Fan, type 7). */
export const quantile = (samples: readonly number[], q: number): number => {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
};

const timeOnce = async ({ name, before, run }: Variant): Promise<number> => {
  await before?.();
  const began = performance.now();
  await run();
  const milliseconds = performance.now() - began;
  if (process.env.PITWALL_BENCH_TRACE !== undefined) console.error(`${name}: ${milliseconds.toFixed(1)} ms`);
  return milliseconds;
};

/** Times the variants in turn (A B A B …), after one uncounted round each, so that a slow minute of the machine meets all of them. */
export const measure = async (variants: readonly Variant[], rounds: number): Promise<readonly Timing[]> => {
  const samples = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  for (const variant of variants) await timeOnce(variant);
  for (let round = 0; round < rounds; round += 1)
    for (const variant of variants) samples.get(variant.name)?.push(await timeOnce(variant));
  return variants.map(({ name }) => {
    const own = samples.get(name) ?? [];
    return { name, median: quantile(own, 0.5), p90: quantile(own, 0.9), samples: own };
  });
};
