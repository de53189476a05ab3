import http from 'node:http';
import https from 'node:https';
import type { PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import type { Clock } from '../clock.ts';
import { OUT_OF_TIME, withDeadline } from '../ssh/withDeadline.ts';
import { PrometheusTrouble } from './prometheusTrouble.ts';

/** 64 series of 5,000 points are a third of it. */
const BODY_MAX = 32 * 1024 ** 2;
const TIMEOUT = 10_000;

export interface AskOptions {
  readonly source: Pick<PrometheusSource, 'url' | 'signIn'>;
  /** The token or password; null: none is sent. */
  readonly secret: string | null;
  readonly path: 'query' | 'query_range';
  readonly params: Readonly<Record<string, string>>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  readonly bodyMax?: number;
}

/** Asks Prometheus' HTTP API once and gives back the text of its answer, also of one that says that the expression is wrong.
 *
 * By POST, because expressions may be longer than an address. No redirect is followed: the token would follow, too. Rejects with
 * PrometheusTrouble for whatever else is wrong, and with the signal's reason when it aborts. */
export const askPrometheus = (options: AskOptions): Promise<string> => {
  const { clock, signal, timeoutMs = TIMEOUT } = options;
  const { host } = new URL(options.source.url);
  return withDeadline({ clock, ms: timeoutMs, signal }, async (either) => {
    try {
      return await ask(options, either);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof PrometheusTrouble) throw error;
      if (either.reason === OUT_OF_TIME)
        throw new PrometheusTrouble(`${host} gave no whole answer within ${Math.round(timeoutMs / 1000)} s.`);
      throw new PrometheusTrouble(`${host} could not be asked: ${wordsOf(error as NodeJS.ErrnoException)}.`);
    }
  });
};

const words: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection',
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
};

const wordsOf = ({ code = '', message }: NodeJS.ErrnoException): string =>
  code in words ? `${words[code]} (${code})` : message || code;

const ask = (options: AskOptions, signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const { source, secret, path, params, bodyMax = BODY_MAX } = options;
    const url = new URL(`api/v1/${path}`, source.url.endsWith('/') ? source.url : `${source.url}/`);
    const body = new URLSearchParams(params).toString();
    const authorization = authorizationOf(source.signIn, secret);
    const request = (url.protocol === 'https:' ? https : http).request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          'user-agent': 'Pitwall',
          accept: 'application/json',
          'accept-encoding': 'identity',
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          ...(authorization !== null && { authorization }),
        },
      },
      (response) => {
        const refuse = (message: string) => {
          reject(new PrometheusTrouble(message));
          request.destroy();
        };
        const why = refusalOf(url, response);
        if (why !== null) return refuse(why);
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > bodyMax) return refuse(`${url.host} sent more than ${Math.round(bodyMax / 1024 ** 2)} MB.`);
          parts.push(part);
        });
        response.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
        response.on('aborted', () => refuse(`${url.host} broke off in the middle of its answer.`));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });

/** Why an answer is not read; null when it is. */
const refusalOf = ({ host }: URL, { statusCode = 0, headers }: http.IncomingMessage): string | null => {
  const json = /^application\/json\b/i.test(headers['content-type'] ?? '');
  if (statusCode >= 300 && statusCode < 400)
    return `${host} redirects to ${placeOf(headers.location)}; redirects are not followed. Enter the address it leads to.`;
  if (statusCode === 401 || statusCode === 403)
    return `${host} refused the sign-in (HTTP ${statusCode}). Check how it is signed in and the secret.`;
  if (json && (statusCode === 200 || statusCode === 400 || statusCode === 422 || statusCode === 503)) return null;
  if (statusCode === 200)
    return `${host} answers, but not as Prometheus: its answer is no JSON. Check the address and its prefix.`;
  return `${host} answers with HTTP ${statusCode}.`;
};

/** Where a redirect leads, without what may be secret in it. */
const placeOf = (location: string | undefined): string => {
  if (location === undefined || !URL.canParse(location)) return 'another path';
  const { origin } = new URL(location);
  return origin;
};

const authorizationOf = (signIn: PrometheusSource['signIn'], secret: string | null): string | null => {
  if (secret === null || signIn.kind === 'none') return null;
  if (signIn.kind === 'bearer') return `Bearer ${secret}`;
  return `Basic ${Buffer.from(`${signIn.user}:${secret}`).toString('base64')}`;
};
