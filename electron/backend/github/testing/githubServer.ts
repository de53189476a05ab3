import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that speaks the parts of GitHub's REST interface that are read, with its headers: pages by `link`, `etag` and 304,
 * `x-ratelimit-*`. */
export const githubServer = async () => {
  const answers = new Map<string, unknown>();
  const asked: { readonly path: string; readonly status: number; readonly authorization: string | undefined }[] = [];
  let trouble: Answer | null = null;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    response.on('close', () =>
      asked.push({ path: url.pathname, status: response.statusCode, authorization: request.headers.authorization }),
    );
    if (trouble !== null) return trouble(request, response);
    const found = answers.get(url.pathname);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('x-ratelimit-remaining', '4999');
    if (found === undefined) {
      response.statusCode = 404;
      return response.end(JSON.stringify({ message: 'Not Found', status: '404' }));
    }
    const page = Number(url.searchParams.get('page') ?? '1');
    const size = 2;
    const whole = Array.isArray(found);
    const body = JSON.stringify(whole ? found.slice((page - 1) * size, page * size) : found);
    const etag = `W/"${createHash('sha256').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) {
      response.statusCode = 304;
      return response.end();
    }
    // The address of the next page leads elsewhere: it must not be followed.
    if (whole && found.length > page * size)
      response.setHeader('link', `<http://elsewhere.example/next?page=${page + 1}>; rel="next", <x>; rel="last"`);
    response.setHeader('etag', etag);
    return response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    asked,
    /** Every request is answered by this until it is null again. */
    break: (answer: Answer | null): void => {
      trouble = answer;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
export type GithubServer = Awaited<ReturnType<typeof githubServer>>;
