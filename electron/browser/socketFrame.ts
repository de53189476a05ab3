/** What one message of a page is, as far as it must be known before oRPC sees it. */
export type SocketFrame =
  | { readonly kind: 'call' | 'abort'; readonly id: string; readonly text: string }
  /** It has a number to answer under, and is nothing our page sends. */
  | { readonly kind: 'wrong'; readonly id: string; readonly why: string }
  /** Nothing to answer to. */
  | { readonly kind: 'unreadable' };

const ABORT = 4;
const ID = /^[\w-]{1,24}$/;
const PATH = /^(\/[A-Za-z]{1,40}){1,4}$/;

type Fields = Readonly<Record<string, unknown>>;

/** Reads a message, and lets only plain calls and aborts through: no files, no forms, no streams towards us, no method and no headers but
 * the one that resumes a stream. The contract takes none of them, so nothing behind needs to know what they could do. */
export const readSocketFrame = (data: Buffer, isBinary: boolean): SocketFrame => {
  if (isBinary) return { kind: 'unreadable' };
  const text = data.toString('utf8');
  const message = fieldsOf(parse(text));
  if (message === null || typeof message.i !== 'string' || !ID.test(message.i)) return { kind: 'unreadable' };
  const id = message.i;
  if (message.t === ABORT) return { kind: 'abort', id, text };
  const why = message.t === undefined || message.t === 1 ? wrongIn(message.p) : 'This kind of message is not taken.';
  return why === null ? { kind: 'call', id, text } : { kind: 'wrong', id, why };
};

const wrongIn = (payload: unknown): string | null => {
  const call = fieldsOf(payload);
  if (call === null) return 'A call is wanted.';
  if (typeof call.u !== 'string' || !PATH.test(call.u)) return 'This is not the name of a call.';
  if (call.m !== undefined) return 'A call has no method.';
  const headers = call.h === undefined ? {} : fieldsOf(call.h);
  if (headers === null || Object.keys(headers).some((name) => name !== 'last-event-id'))
    return 'A call has no headers.';
  if (call.b !== undefined && fieldsOf(call.b) === null) return 'The input is not readable.';
  return null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
