import type { HopProbe } from '../../../shared/deploys/run.ts';
import type { Health } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import { type HttpAnswer, httpProbe } from '../ssh/httpProbe.ts';
import type { SshSession } from '../ssh/sshSession.ts';

const PROBE_TIMEOUT = 10_000;
/** A proxy that has just lost its upstream may answer 502 for a moment; the verdict is the last of these. */
const TRIES = 5;
const PAUSE = 1_000;

/** Errors that speak of our own network, not of the target: nobody looked, so nobody knows. */
const ours = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL']);

const judge = (answer: HttpAnswer, expectStatus: number): Pick<HopProbe, 'verdict' | 'status' | 'detail'> => {
  if (answer.kind === 'failed')
    return {
      verdict: ours.has(answer.code) ? 'unknown' : 'down',
      status: null,
      detail: ours.has(answer.code)
        ? `could not be asked from this machine (${answer.code})`
        : answer.message.slice(0, 200),
    };
  return answer.status === expectStatus
    ? { verdict: 'up', status: answer.status, detail: `HTTP ${answer.status}` }
    : { verdict: 'down', status: answer.status, detail: `HTTP ${answer.status}, expected ${expectStatus}` };
};

/** Asks the hops of the path after a run: app and nginx from the target through SSH, the public URL from this machine.
 *
 * Each hop is asked until it is up, five times at most; all at once. A lost SSH connection makes the two inner hops unknown. */
export const probePath = async (
  health: Health,
  session: SshSession,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly HopProbe[]> => {
  const probe = async (hop: HopProbe['hop'], url: string): Promise<HopProbe> => {
    const viaTarget = hop !== 'public';
    for (let tried = 1; ; tried += 1) {
      let lost = false;
      const connect = (host: string, port: number) =>
        session.forward(host, port).catch((error: unknown) => {
          lost = (error as { failure?: { kind?: string } }).failure?.kind === 'connection-lost';
          throw error;
        });
      const answer = await httpProbe(url, {
        timeoutMs: PROBE_TIMEOUT,
        signal,
        clock,
        ...(viaTarget && { connect }),
      });
      const judged = lost
        ? { verdict: 'unknown' as const, status: null, detail: 'the SSH connection was lost' }
        : judge(answer, health.expectStatus);
      if (judged.verdict === 'up' || lost || tried === TRIES || signal.aborted)
        return { hop, url, ...judged, duration: Math.round(answer.duration * 10) / 10, at: clock.now() };
      await clock.sleep(PAUSE, signal).catch(() => {});
    }
  };
  return Promise.all([
    probe('app', health.appUrl),
    probe('nginx', health.nginxUrl),
    ...(health.publicUrl === null ? [] : [probe('public', health.publicUrl)]),
  ]);
};
