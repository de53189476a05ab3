import { connect, createServer, type Socket } from 'node:net';

export interface LinkProxy {
  readonly port: number;
  /** Bytes that went from the client to the server so far. */
  readonly sent: () => number;
  /** Bytes that came back from the server. */
  readonly received: () => number;
  /** Resets every connection; new ones are taken. */
  readonly cut: () => void;
  /** From now on nothing passes and nothing is closed, as when a cable is pulled. */
  readonly swallow: () => void;
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

/** A TCP link to 127.0.0.1:port that can be cut or pulled. */
export const startLinkProxy = async (target: number): Promise<LinkProxy> => {
  const pairs = new Set<readonly [Socket, Socket]>();
  let sent = 0;
  let received = 0;
  let total = 0;
  let swallowed = false;
  const server = createServer((client) => {
    total += 1;
    const upstream = connect({ port: target, host: '127.0.0.1' });
    const pair = [client, upstream] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [upstream, client] as const]) {
      from.on('data', (chunk: Buffer) => {
        if (swallowed) return;
        if (from === client) sent += chunk.length;
        else received += chunk.length;
        if (to.write(chunk)) return;
        from.pause();
        to.once('drain', () => from.resume());
      });
      from.on('error', () => to.destroy());
      from.on('end', () => {
        if (!swallowed) to.end();
      });
      from.on('close', () => {
        pairs.delete(pair);
        if (!swallowed) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    for (const [client, upstream] of pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    sent: () => sent,
    received: () => received,
    cut,
    swallow: () => {
      swallowed = true;
    },
    connections: () => total,
    stop: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
