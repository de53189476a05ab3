/** A carriage return, or the sign that the backend puts in its place. */
const RETURN = /[\r\u240d]/;

/** So many states make a progress display; fewer may be a trick that hides text, and are shown as they are. */
const STATES_MIN = 4;

const SGR = /\u001b\[[0-9;:]*m/g;

export interface FoldedLine {
  /** What a terminal would show in the end. */
  readonly text: string;
  /** Earlier states of the line that it went over. */
  readonly folded: number;
}

/** Folds a progress display (`10 %`, `20 %` … written over each other) to its last state. The line's colours carry on into it. */
export const foldProgress = (line: string): FoldedLine => {
  if (!RETURN.test(line)) return { text: line, folded: 0 };
  const states = line.split(RETURN);
  while (states.length > 1 && states.at(-1)?.replaceAll(SGR, '') === '') states.pop();
  if (states.length < STATES_MIN) return { text: line, folded: 0 };
  const colours = states.slice(0, -1).flatMap((state) => state.match(SGR) ?? []);
  return { text: colours.slice(-8).join('') + (states.at(-1) ?? ''), folded: states.length - 1 };
};
