/** Where each line of a text begins; lines end as in Python: LF, CR LF or CR. */
export const lineStarts = (text: string): readonly number[] => [
  0,
  ...Array.from(text.matchAll(/\r\n|\r|\n/g), (end) => end.index + end[0].length),
];
