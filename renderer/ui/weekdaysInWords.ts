const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** Weekdays (1 is Monday) as people say them: `Mon – Fri`, `Mon, Tue, Thu`, `none`. Three or more in a row become a span. */
export const weekdaysInWords = (days: readonly number[]): string => {
  const runs: { first: number; last: number }[] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && day === run.last + 1) run.last = day;
    else runs.push({ first: day, last: day });
  }
  const words = runs.flatMap(({ first, last }) =>
    last - first >= 2
      ? [`${names[first - 1] ?? ''} – ${names[last - 1] ?? ''}`]
      : names.slice(first - 1, last).map(String),
  );
  return words.length === 0 ? 'none' : words.join(', ');
};
