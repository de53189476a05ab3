import { PassThrough } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createResourceFrames, type ResourceFrame } from '../../../shared/monitor/resourceFrames.ts';
import { type ResourceRequest, resourceLoop } from '../../../shared/monitor/resourceLoop.ts';
import type { SshSession } from '../ssh/sshSession.ts';

/** The loop that answers on a server, over one channel for as long as it is open. */
export interface ServerLoop {
  /** Asks; false while the last request of the same kind is not answered, so that nothing piles up on a server that hangs. */
  readonly ask: (request: ResourceRequest) => boolean;
  /** Resolves when the loop there has ended, with what it said last; rejects with SshError when the link is lost. */
  readonly ended: Promise<string>;
}

/** Starts the loop. It is ended there, too, when the signal aborts or the link is gone. `onAnswer` gets each whole answer. */
export const startServerLoop = (
  session: SshSession,
  onAnswer: (request: ResourceRequest, frame: ResourceFrame) => void,
  signal: AbortSignal,
): ServerLoop => {
  const input = new PassThrough();
  // Whoever breaks the channel says so himself; what could not be written then does not matter.
  input.on('error', () => undefined);
  const frames = createResourceFrames();
  const decoder = new StringDecoder('utf8');
  const asked = new Map<ResourceRequest, number>();
  let number = 0;

  const ended = session
    .stream(
      resourceLoop,
      (chunk) => {
        for (const frame of frames.push(decoder.write(chunk)))
          for (const [request, id] of asked)
            if (id === frame.id) {
              asked.delete(request);
              onAnswer(request, frame);
            }
      },
      { stdin: input, signal },
    )
    .then(({ stderr }) => stderr.toString('utf8').trim());

  return {
    ended,
    ask: (request) => {
      if (asked.has(request)) return false;
      number += 1;
      asked.set(request, number);
      if (input.writable) input.write(`${number} ${request}\n`);
      return true;
    },
  };
};
