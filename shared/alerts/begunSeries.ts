import { seriesInWords } from '../monitor/seriesInWords.ts';

/** A series in words as a sentence begins with it; one that has only its name keeps that as it is. */
export const begunSeries = (name: string): string => {
  const words = seriesInWords(name);
  return words === name ? name : words.charAt(0).toUpperCase() + words.slice(1);
};
