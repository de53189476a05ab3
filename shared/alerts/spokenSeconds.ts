const steps = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A length of time in whole seconds as a sentence says it: `45 s`, `10 min`, `1 h 30 min`; the two largest units, rounded down. */
export const spokenSeconds = (seconds: number): string => {
  let left = Math.max(0, Math.floor(seconds));
  const first = steps.findIndex(([length]) => left >= length);
  if (first === -1) return '0 s';
  const parts: string[] = [];
  for (const [length, unit] of steps.slice(first, first + 2)) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
};
