/** Whole numbers beyond 2^53 lose digits as numbers; as names of things every digit counts. */
const LONG_NUMBER = /\d{16}/;

/** Parses one element of a JSON list; numbers that would not be kept exactly are given as the text they are. Throws SyntaxError. */
export const parseElement = (text: string): unknown =>
  LONG_NUMBER.test(text) ? JSON.parse(text, exact) : JSON.parse(text);

/** `context` is newer than TypeScript's own types: JSON.parse source text access (ECMAScript proposal, in V8 since 11.4). */
const exact = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source !== undefined ? context.source : value;
