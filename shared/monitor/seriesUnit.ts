/** By the beginning of a series' name; the first that fits counts. `''` is a plain number. */
const units: readonly (readonly [name: RegExp, unit: string])[] = [
  [/^path\.[a-z]+\.(dns|connect|tls|firstbyte|firstByte|total)$/, 'ms'],
  [/^path\.[a-z]+\.certificate/, 'days'],
  [/^probe\.(dns|connect|tls|firstByte|total)$/, 'ms'],
  [/^probe\.certificate/, 'days'],
  [/^cpu\./, '%'],
  [/^load\./, ''],
  [/^memory\.available$/, 'bytes'],
  [/^(memory|swap)\.used$/, '%'],
  [/^disk\.(used|inodes)(:|$)/, '%'],
  [/^net\.(in|out)(:|$)/, 'bytes/s'],
  [/^http\.p\d+$/, 'ms'],
  [/^http\.(rate|requests)/, '1/s'],
  [/^http\.errors?($|[.:])/, '%'],
  [/^http\.(status|\dxx)/, '1/s'],
  [/^http\.bytes/, 'bytes/s'],
];

/** What a series' values are counted in: `ms`, `%`, `bytes`, `bytes/s`, `1/s`, `days`, or nothing. */
export const seriesUnit = (name: string): string => units.find(([pattern]) => pattern.test(name))?.[1] ?? '';
