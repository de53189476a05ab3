import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { ProbedHop } from '../../../shared/monitor/probedHop.ts';
import type { Clock } from '../clock.ts';
import { httpProbe } from '../ssh/httpProbe.ts';
import { SshError, type SshSession } from '../ssh/sshSession.ts';
import { bareHop } from './bareHop.ts';
import { hopOfAnswer } from './hopOfAnswer.ts';
import { tenths } from './tenths.ts';

export interface InsideProbeOptions {
  readonly clock: Clock;
  readonly session: SshSession;
  readonly expectStatus: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface InsideProbe {
  readonly probe: ProbedHop;
  /** How long the server took to say what became of the forward; null when it said nothing. */
  readonly answeredMs: number | null;
  /** The connection broke while the hop was asked. */
  readonly lost: SshFailure | null;
  /** The address that the server was asked to connect to, when it did not say in time what became of that. */
  readonly silentOn: string | null;
}

/** Asks a hop on the server itself, through SSH. A server that says nothing leaves the hop unknown: nobody looked at it. */
export const insideProbe = async (
  hop: 'nginx' | 'app',
  url: string,
  { clock, session, expectStatus, timeoutMs, signal }: InsideProbeOptions,
): Promise<InsideProbe> => {
  const at = clock.now();
  const began = clock.monotonic();
  const { host } = new URL(url);
  let answeredMs: number | null = null;
  let refusal: SshFailure | null = null;
  const answer = await httpProbe(url, {
    timeoutMs,
    signal,
    clock,
    connect: async (to, port) => {
      try {
        const stream = await session.forward(to, port);
        answeredMs = tenths(clock.monotonic() - began);
        return stream;
      } catch (error) {
        if (error instanceof SshError) refusal = error.failure;
        if (answers(refusal)) answeredMs = tenths(clock.monotonic() - began);
        throw error;
      }
    },
  });
  const unseen = (why: string, lost: SshFailure | null = null): InsideProbe => ({
    probe: bareHop(hop, at, why),
    answeredMs,
    lost,
    silentOn: null,
  });
  const said = hopOfAnswer(answer, { where: host, expectStatus, now: clock.now() });
  const failure = refusal as SshFailure | null;
  if (failure?.kind === 'refused')
    return {
      probe: { ...bareHop(hop, at), state: 'down', detail: `nothing takes connections on ${host}` },
      answeredMs,
      lost: null,
      silentOn: null,
    };
  if (failure?.kind === 'session-refused')
    return unseen(`${failure.message.replace(/\.$/, '')}; ${failure.act.replace(/\.$/, '')}`);
  if (failure !== null || !session.alive()) return unseen('the SSH connection was lost', failure);
  if (answeredMs === null) return { ...unseen(`the server did not say whether it reaches ${host}`), silentOn: host };
  const probe = { ...bareHop(hop, at), ...said, heard: false, ours: false };
  return { probe, answeredMs, lost: null, silentOn: null };
};

const answers = (failure: SshFailure | null): boolean =>
  failure?.kind === 'refused' || failure?.kind === 'session-refused';
