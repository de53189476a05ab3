import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from '../../shared/app/pageHeaders.ts';

/** One answer of the browser shell. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer | string;
  /** True for files whose name changes with their content. */
  readonly immutable: boolean;
}

export const textAnswer = (status: number, text: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${text}\n`,
  immutable: false,
});

export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  immutable: false,
});

/** Sends it under the page's headers, also when it is a refusal. What is left of a body that nobody read ends the connection. */
export const send = (request: IncomingMessage, response: ServerResponse, origin: string, answer: Answer): void => {
  response.writeHead(answer.status, {
    ...pageHeaders(origin),
    'content-type': answer.type,
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': answer.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
};
