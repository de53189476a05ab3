/** An element of the list of items, as it stands in the text. */
export interface JsonElement {
  readonly text: string;
  /** The line it begins in, from 1. */
  readonly line: number;
}

/** The text is no JSON with a list of items in it. */
export class JsonListError extends Error {
  /** Where it went wrong, from 1. */
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.name = 'JsonListError';
    this.line = line;
  }
}

/** Characters of one element. A description has 100,000 at most, and may be escaped six characters to one. */
const ELEMENT_MAX = 4 * 1024 * 1024;
/** Objects in objects; a real file has a handful. */
const DEPTH_MAX = 100;

/** Takes the elements out of a long JSON text piece by piece, so that it need not be in memory: those of the list that it is, or of the first
 * list of objects in the object that it is.
 *
 * Only the brackets are looked at; each element is parsed by who gets it. Call `push` with each piece and `end` behind the last; both throw
 * JsonListError. */
export const createJsonElements = () => {
  let line = 1;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  /** How deep the list's own elements stand; null while no list is found, and again when it is over. */
  let listDepth: number | null = null;
  let over = false;
  /** A list has begun in an object: what its first character is decides whether it holds items. */
  let undecided = false;
  let sawEmpty = false;
  let kept: string[] = [];
  let keptLength = 0;
  let startLine = 1;
  let inElement = false;
  let separated = true;

  const fail = (message: string): never => {
    throw new JsonListError(message, line);
  };

  const push = (piece: string): readonly JsonElement[] => {
    const elements: JsonElement[] = [];
    let from = 0;
    const finish = (until: number): void => {
      kept.push(piece.slice(from, until));
      elements.push({ text: kept.join('').trim(), line: startLine });
      kept = [];
      keptLength = 0;
      inElement = false;
    };
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at] as string;
      if (character === '\n') line += 1;
      if (quoted) {
        if (escaped) escaped = false;
        else if (character === '\\') escaped = true;
        else if (character === '"') quoted = false;
        continue;
      }
      if (character <= ' ') continue;
      if (undecided) {
        undecided = false;
        if (character === '{') listDepth = depth;
        else if (character === ']') sawEmpty = true;
      }
      const inList = listDepth === depth && !over;
      if (inList && character === ',') {
        if (inElement) finish(at);
        else if (separated) fail('Two commas follow each other.');
        separated = true;
        continue;
      }
      if (inList && character === ']') {
        if (inElement) finish(at);
        over = true;
      } else if (inList && !inElement) {
        if (!separated) fail('A comma is missing between two elements.');
        inElement = true;
        separated = false;
        startLine = line;
        from = at;
      }
      if (character === '"') quoted = true;
      else if (character === '[' || character === '{') {
        if (depth === 0 && over) fail('Something follows behind the end.');
        depth += 1;
        if (depth > DEPTH_MAX) fail('It is nested too deeply.');
        if (listDepth === null && character === '[') {
          if (depth === 1) listDepth = 1;
          else if (depth === 2) undecided = true;
        }
      } else if (character === ']' || character === '}') {
        depth -= 1;
        if (depth < 0) fail('A bracket closes that was never opened.');
      } else if (depth === 0) fail(over ? 'Something follows behind the end.' : 'It begins neither with [ nor with {.');
    }
    if (inElement) {
      kept.push(piece.slice(from));
      keptLength += piece.length - from;
      if (keptLength > ELEMENT_MAX) throw new JsonListError('An element is longer than 4 MB.', startLine);
    }
    return elements;
  };

  return {
    push,
    end: (): void => {
      const unfinished = listDepth !== null && !over;
      if (depth > 0 || quoted || unfinished) fail('It ends in the middle; the rest of the file is missing.');
      if (listDepth === null && !sawEmpty) fail('It holds no list of items.');
    },
  };
};
