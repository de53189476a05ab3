/** What a rule is shown at one moment. */
export type RuleReading =
  /** A measured value; null when nobody could measure it. */
  | (ReadingTime & { readonly kind: 'value'; readonly value: number | null })
  /** A verdict about a hop or the path. */
  | (ReadingTime & { readonly kind: 'verdict'; readonly verdict: ReadingVerdict })
  /** No sample of the series came at this moment, although others did (`watched`), or because nobody looked. */
  | (ReadingTime & { readonly kind: 'nothing'; readonly watched: boolean });

/** `unknown` neither opens nor closes anything, and is not counted. */
export type ReadingVerdict = 'good' | 'bad' | 'unknown';

interface ReadingTime {
  /** Milliseconds since 1970 in UTC. */
  readonly at: number;
  /** Milliseconds before `at` that a reading can speak for, a little more than the time between two. What lies between two readings further
   * apart than this was not watched, and counts for no duration. */
  readonly covers: number;
}
