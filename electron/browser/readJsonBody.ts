import type { IncomingMessage } from 'node:http';

/** A code and a nonce are short. */
const BODY_MAX = 4 * 1024;

export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string };

const refused = (status: number, reason: string): JsonBody => ({ kind: 'refused', status, reason });

/** Reads a small JSON body. Only `application/json`: a form or a text, which a foreign page may send without asking, is refused. */
export const readJsonBody = async (request: IncomingMessage): Promise<JsonBody> => {
  if (!/^application\/json(;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? ''))
    return refused(415, 'Only JSON is taken.');
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) return refused(413, 'Too long.');
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > BODY_MAX) return refused(413, 'Too long.');
      parts.push(part);
    }
    return { kind: 'json', value: JSON.parse(Buffer.concat(parts).toString('utf8')) };
  } catch {
    return refused(400, 'This is not JSON.');
  }
};
