/** A key prefix out of a project's name: its initials, or its first letters when it is one word. Empty when it has no Latin letter or digit.
 *
 * `TubeRaker` gives `TR`, `Web shop` gives `WS`, `billing` gives `BIL`. */
export const suggestKey = (name: string): string => {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word.charAt(0)).join('') : (words[0] ?? '').slice(0, 3);
  return letters
    .toUpperCase()
    .replace(/^[0-9]+/, '')
    .slice(0, 10);
};
