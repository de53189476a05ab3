import { Failure } from '../../../shared/errors.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { Health } from '../../../shared/projects/environment.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../ssh/withDeadline.ts';
import { bareHop } from './bareHop.ts';
import { type InsideProbe, insideProbe } from './insideProbe.ts';
import { serverHop } from './serverHop.ts';
import type { KeptSession, SessionKeeper } from './sessionKeeper.ts';
import { tenths } from './tenths.ts';

export interface InsideHopsOptions {
  readonly clock: Clock;
  readonly keeper: Pick<SessionKeeper, 'get'>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Looks at the server, and through it at nginx and the app. All of it within `timeoutMs`; a connection that breaks meanwhile is opened once
 * more, so that one that died unnoticed (the laptop slept) does not look like a server that is down. */
export const insideHops = (health: Health, options: InsideHopsOptions): Promise<readonly ProbedHop[]> => {
  const { clock, keeper, timeoutMs, signal } = options;
  return withDeadline({ clock, ms: timeoutMs, signal }, async (within) => {
    const began = clock.monotonic();
    const first = await look(await get());
    return first.lost && !within.aborted ? (await look(await get())).probes : first.probes;

    async function get(): Promise<KeptSession | Fault> {
      try {
        return await keeper.get(within);
      } catch (error) {
        // What is outside is looked at all the same.
        if (signal.aborted || (error instanceof Failure && error.code === 'GONE')) throw error;
        return { kind: 'fault', why: error instanceof Failure ? error.message.replace(/\.$/, '') : OWN_FAULT };
      }
    }
    async function look(
      kept: KeptSession | Fault,
    ): Promise<{ readonly probes: readonly ProbedHop[]; readonly lost: boolean }> {
      if (kept.kind !== 'open') return { probes: shut(kept, clock.now()), lost: false };
      const { session, fresh, openMs } = kept;
      const at = clock.now();
      // Never quite nothing: a deadline of 0 would say that there was no answer where nobody asked.
      const left = Math.max(1, timeoutMs - (clock.monotonic() - began) - SPARE);
      const asked = { clock, session, expectStatus: health.expectStatus, timeoutMs: left, signal };
      const inside = await Promise.all([
        insideProbe('nginx', health.nginxUrl, asked),
        insideProbe('app', health.appUrl, asked),
      ]);
      const answers = inside.flatMap(({ answeredMs }) => (answeredMs === null ? [] : [answeredMs]));
      const lost = inside.find((each) => each.lost !== null)?.lost ?? null;
      const server = bareHop('server', at);
      const heard = answers.length > 0;
      const probes = inside.map(({ probe }) => probe);
      if (lost !== null || !session.alive()) {
        const detail = `the SSH connection was lost${lost === null ? '' : `: ${lost.message.replace(/\.$/, '')}`}`;
        return { probes: [{ ...server, detail, heard }, ...probes], lost: true };
      }
      if (heard) {
        const timings = {
          dns: null,
          connect: openMs === null ? null : tenths(openMs),
          tls: null,
          firstByte: null,
          total: Math.min(...answers),
        };
        const up: ProbedHop = {
          ...server,
          state: 'up',
          detail: `signed in as ${session.where}`,
          timings,
          reached: true,
          heard: true,
        };
        return { probes: [up, ...inside.map(overdue)], lost: false };
      }
      const detail = fresh
        ? 'it lets us in over SSH, but then answers nothing'
        : 'the SSH connection opened earlier does not answer any more';
      return { probes: [{ ...server, state: fresh ? 'down' : 'unknown', detail }, ...probes], lost: false };
    }
  });
};

/** There was no connection, and the reason lies in Pitwall. */
interface Fault {
  readonly kind: 'fault';
  readonly why: string;
}
const OWN_FAULT = 'Pitwall met a fault of its own; its log has the detail';

/** Milliseconds kept back, so that the probes end before the look does. */
const SPARE = 20;

/** The server answers for the other hop but not for this one: it tries to connect, and nothing takes the connection. */
const overdue = ({ probe, silentOn }: InsideProbe): ProbedHop =>
  silentOn === null ? probe : { ...probe, state: 'down', detail: `nothing took a connection on ${silentOn} in time` };

const shut = (kept: Exclude<KeptSession, { readonly kind: 'open' }> | Fault, at: number): readonly ProbedHop[] => {
  const inside = [bareHop('nginx', at, NOT_INSIDE), bareHop('app', at, NOT_INSIDE)];
  if (kept.kind === 'opening') return [bareHop('server', at, 'the SSH connection is still being opened'), ...inside];
  if (kept.kind === 'fault') return [bareHop('server', at, kept.why), ...inside];
  const { failure } = kept;
  return [{ ...bareHop('server', at, failure.message.replace(/\.$/, '')), ...serverHop(failure) }, ...inside];
};

const NOT_INSIDE = 'it can only be reached through the server';
