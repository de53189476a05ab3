import { TRAFFIC_BUCKET, type TrafficBucket } from './trafficBuckets.ts';

/** Requests that were read long after they were made. */
export interface LateTraffic {
  readonly from: number;
  readonly to: number;
  readonly requests: number;
  readonly failed: number;
}

/** A shorter time without a look is nothing to tell of, in milliseconds. */
const WORTH_TELLING = 300_000;

/** With one more bucket, or of the first. */
export const withLateBucket = (
  late: LateTraffic | null,
  { from, requests, classes }: Pick<TrafficBucket, 'from' | 'requests' | 'classes'>,
): LateTraffic => ({
  from: Math.min(late?.from ?? from, from),
  to: Math.max(late?.to ?? from, from + TRAFFIC_BUCKET),
  requests: (late?.requests ?? 0) + requests,
  failed: (late?.failed ?? 0) + (classes[4] ?? 0),
});

/** What there is to say of them, in one sentence; null when nothing failed and nothing is missing, or it was a short time. */
export const lateTrafficInWords = ({ from, to, requests, failed }: LateTraffic, gap: boolean): string | null => {
  if (!gap && (failed === 0 || to - from < WORTH_TELLING)) return null;
  const missing = gap ? ' A part of the access log was gone or too long to be read: requests are missing.' : '';
  return `${requests} requests in the access log, ${failed === 0 ? 'none' : failed} of them failed.${missing}`;
};
