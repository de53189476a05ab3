import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import type { HopConnection } from './hopConnection.ts';
import { lostFailure } from './hopFailures.ts';
import { SshError } from './sshSession.ts';

/** A forwarded TCP connection as an ordinary stream.
 *
 * ssh2's channel never fails: when the link dies it only ends, and a write to a closed one waits for ever. Here a lost link is an error,
 * a close closes, and backpressure holds both ways. */
export const forwardStream = (channel: ClientChannel, connection: HopConnection): Duplex => {
  const stream = new Duplex({
    allowHalfOpen: false,
    read: () => void channel.resume(),
    write: (chunk: Buffer, _encoding, done) => void channel.write(chunk, done),
    final: (done) => {
      channel.end();
      done();
    },
    destroy: (error, done) => {
      undo();
      channel.close();
      channel.resume();
      done(error);
    },
  });
  const undo = connection.onGone((reason) =>
    stream.destroy(new SshError(reason ?? lostFailure(connection.hop, 'Pitwall ended it'))),
  );
  let ended = false;
  const end = () => {
    if (ended || stream.destroyed) return;
    ended = true;
    stream.push(null);
  };
  channel.on('data', (chunk: Buffer) => {
    if (!stream.destroyed && !stream.push(chunk)) channel.pause();
  });
  channel.on('end', end);
  channel.on('error', (error: Error) => stream.destroy(error));
  channel.on('close', () => {
    end();
    if (stream.readableEnded) stream.destroy();
    else stream.once('end', () => stream.destroy());
  });
  return stream;
};
