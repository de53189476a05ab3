import { serverText } from '../../../shared/connections/serverText.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { HttpAnswer } from '../ssh/httpProbe.ts';
import { tenths } from './tenths.ts';

const DAY = 86_400_000;
/** Authorities that renew by themselves do so thirty days before the end; two weeks before it, that has failed. */
const CERTIFICATE_WARNING_DAYS = 14;

/** Errors that speak of this machine's side of the network. */
const ours: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Errors of what this machine has run out of, or does not let Pitwall do: nobody looked. */
const lacking: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EAGAIN', 'EPERM', 'EACCES']);

export type AnsweredHop = Pick<
  ProbedHop,
  'state' | 'detail' | 'status' | 'timings' | 'certificateDays' | 'reached' | 'heard' | 'ours'
>;

/** What the answer to a request says of the hop that was asked. `now` is in milliseconds since 1970. */
export const hopOfAnswer = (
  answer: HttpAnswer,
  { where, expectStatus, now }: { readonly where: string; readonly expectStatus: number; readonly now: number },
): AnsweredHop => {
  const { connect, tls, firstByte } = answer.timings;
  const part = (ms: number | null) => (ms === null ? null : tenths(ms));
  const certificateDays = answer.certificateEnds === null ? null : tenths((answer.certificateEnds - now) / DAY);
  return {
    ...judge(answer, where, expectStatus, certificateDays),
    status: answer.status,
    timings: {
      dns: null,
      connect: part(connect),
      tls: part(tls),
      firstByte: part(firstByte),
      total: tenths(answer.duration),
    },
    certificateDays,
    reached: answer.sent,
    heard: connect !== null,
    ours: answer.kind === 'failed' && ours.has(answer.code),
  };
};

const judge = (
  answer: HttpAnswer,
  where: string,
  expectStatus: number,
  days: number | null,
): Pick<ProbedHop, 'state' | 'detail'> => {
  if (answer.kind === 'failed' && lacking.has(answer.code) && !answer.sent)
    return { state: 'unknown', detail: `this machine could not open a connection to ${where} (${answer.code})` };
  if (answer.kind === 'failed') return { state: 'down', detail: failure(answer, where, days) };
  const { status, location } = answer;
  const to = location === null ? '' : ` to ${serverText(location, 120)}`;
  if (status !== expectStatus) return { state: 'down', detail: `HTTP ${status}${to}, expected ${expectStatus}` };
  return days !== null && days < CERTIFICATE_WARNING_DAYS
    ? { state: 'degraded', detail: `HTTP ${status}, but the certificate ends in ${inDays(days)}` }
    : { state: 'up', detail: `HTTP ${status}` };
};

const inDays = (days: number): string => {
  const whole = Math.floor(days);
  return whole < 1 ? 'less than a day' : whole === 1 ? 'one day' : `${whole} days`;
};

const failure = (answer: HttpAnswer & { readonly kind: 'failed' }, where: string, days: number | null): string => {
  const { code, status, sent, message, timings, certificateEnds } = answer;
  if (status !== null)
    return code === 'ETIMEDOUT'
      ? `HTTP ${status}, but the answer never ended (${message})`
      : `HTTP ${status}, but the answer broke off (${serverText(code, 40)})`;
  if (code === 'ETIMEDOUT') return sent ? `took the request, but gave ${message}` : `${where}: ${message}`;
  if (code === 'ECONNREFUSED') return `nothing listens on ${where}`;
  if (code === 'CERT_HAS_EXPIRED') return `its certificate ended ${days === null ? 'some time' : inDays(-days)} ago`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `its certificate is for another name than ${where}`;
  if (timings.connect !== null && !sent)
    return certificateEnds === null
      ? `does not speak TLS as it should (${serverText(code, 60)})`
      : `its certificate is not trusted by this machine (${serverText(code, 60)})`;
  if (code === 'ECONNRESET' || code === 'EPIPE') return 'closed the connection without an answer';
  if (code.startsWith('HPE_')) return `does not speak HTTP (${serverText(code, 60)})`;
  if (ours.has(code)) return `there is no way to ${where} from this machine (${code})`;
  return `${where}: ${serverText(code, 60)}`;
};
