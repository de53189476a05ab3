import { serverText } from '../../../shared/connections/serverText.ts';
import type { Clock } from '../clock.ts';
import type { ChannelGate } from './channelGate.ts';
import type { CommandEnder } from './commandEnder.ts';
import type { HopConnection } from './hopConnection.ts';
import { hopFailure } from './hopFailures.ts';
import { ChannelRefused, type OpenCommand, openCommand } from './openCommand.ts';
import { SshError } from './sshSession.ts';

/** sshd frees a session a moment after its channel is closed: a refusal is believed when it comes again after these. */
const AGAIN_MS = [50, 200, 800];

/** Waits for room and opens the channel; where the server takes fewer than we thought, waits for one of ours to end. */
export const openInTurn = async (
  {
    connection,
    gate,
    ender,
    clock,
  }: {
    readonly connection: HopConnection;
    readonly gate: ChannelGate;
    readonly ender: CommandEnder;
    readonly clock: Clock;
  },
  text: string,
  stop: AbortSignal,
): Promise<OpenCommand> => {
  const again = [...AGAIN_MS];
  for (;;) {
    const leave = await gate.enter(stop);
    try {
      const opened = await openCommand(connection, text, { stop, onOver: leave, onUnwanted: ender.end });
      gate.taken();
      return opened;
    } catch (error) {
      if (!(error instanceof ChannelRefused)) throw error;
      const othersAreIn = gate.narrow();
      leave();
      if (othersAreIn) continue;
      const pause = again.shift();
      if (pause === undefined) throw noSession(connection, error);
      await clock.sleep(pause, stop).catch(() => stop.throwIfAborted());
    }
  }
};

/** Ends the connection as well: commands that were stopped may still hold their sessions there, and a new one has all of its own. */
const noSession = (connection: HopConnection, refused: ChannelRefused): SshError => {
  const failure = hopFailure(
    connection.hop,
    'session-refused',
    `${connection.hop.where} opens no session (${serverText(refused.message, 120)}).`,
    'Try again; if it goes on, look at MaxSessions in its sshd_config, and at its sshd log.',
  );
  connection.end(failure);
  return new SshError(failure);
};
