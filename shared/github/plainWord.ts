const SHOWN = 100;

/** A name from GitHub as it may stand in a sentence: one line, of its own direction, not endless. */
export const plainWord = (name: string): string => {
  const plain = name.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ').trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
};
