/** Exceptions that were read long after they happened. */
export interface LateExceptions {
  readonly all: number;
  readonly new: number;
  readonly regressed: number;
  readonly from: number;
  readonly to: number;
}

/** Older than this when they are read, entries were written while nobody was reading, in milliseconds. */
export const LATE_AFTER = 120_000;

/** One more, or the first. */
export const withLate = (
  late: LateExceptions | null,
  event: 'new' | 'regressed' | 'again',
  at: number,
): LateExceptions => ({
  all: (late?.all ?? 0) + 1,
  new: (late?.new ?? 0) + (event === 'new' ? 1 : 0),
  regressed: (late?.regressed ?? 0) + (event === 'regressed' ? 1 : 0),
  from: Math.min(late?.from ?? at, at),
  to: Math.max(late?.to ?? at, at),
});

/** What there is to say of them, in one sentence. */
export const lateExceptionsInWords = ({ all, new: fresh, regressed }: LateExceptions): string => {
  const parts = [
    ...(fresh > 0 ? [`${fresh} of a new kind`] : []),
    ...(regressed > 0 ? [`${regressed} back after being resolved`] : []),
  ];
  return `${all} ${all === 1 ? 'exception' : 'exceptions'} in the journal${parts.length === 0 ? '' : `, ${parts.join(', ')}`}.`;
};
