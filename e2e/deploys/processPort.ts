/** The IPC channel to a child process, or of this process to its parent. */
export interface ProcessChannel {
  readonly connected: boolean;
  readonly send?: ((message: string, then: () => void) => boolean) | undefined;
  readonly on: (event: 'message' | 'disconnect', listener: (message: unknown) => void) => unknown;
}

/** The channel as oRPC's message-port adapter takes it. */
export const processPort = (channel: ProcessChannel) => ({
  // Gone in between: `disconnect` tells, so that the answer of `send` need not.
  postMessage: (data: unknown) => void (channel.connected && channel.send?.(data as string, () => {})),
  onMessage: { addListener: (take: (data: unknown) => void) => void channel.on('message', take) },
  onDisconnect: { addListener: (take: () => void) => void channel.on('disconnect', take) },
});
