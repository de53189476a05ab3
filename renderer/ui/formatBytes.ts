const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A size in decimal units, as disks are sold and `ls --si` prints: `512 B`, `1.2 kB`, `48 MB`. */
export const formatBytes = (bytes: number): string => {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${units[unit] ?? 'TB'}`;
};
