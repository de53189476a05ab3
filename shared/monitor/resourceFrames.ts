/** One answer of the loop: its lines without number, in order. */
export interface ResourceFrame {
  readonly id: number;
  readonly lines: readonly { readonly kind: string; readonly text: string }[];
}

/** A line longer than this is not ours, nor is an answer of more lines. */
const LONGEST_LINE = 8_192;
const MOST_LINES = 2_000;

/** Puts answers together from what the loop says, wherever it is cut, also when two answers mix line by line. What is no answer is left out. */
export const createResourceFrames = (): { readonly push: (text: string) => readonly ResourceFrame[] } => {
  let rest = '';
  const open = new Map<number, { kind: string; text: string }[]>();

  const take = (line: string): ResourceFrame | null => {
    const [, number, kind, text = ''] = /^(\d{1,15}) ([a-z]+)(?: (.*))?$/.exec(line) ?? [];
    if (number === undefined || kind === undefined) return null;
    const id = Number(number);
    const lines = open.get(id) ?? [];
    if (kind === 'end') {
      open.delete(id);
      return { id, lines };
    }
    if (lines.length < MOST_LINES) lines.push({ kind, text });
    open.set(id, lines);
    // Answers that were begun and never ended; more than two are never asked for at a time.
    for (const [oldest] of open) {
      if (open.size <= 8) break;
      open.delete(oldest);
    }
    return null;
  };

  return {
    push: (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE) rest = '';
      return lines.map(take).filter((frame) => frame !== null);
    },
  };
};
