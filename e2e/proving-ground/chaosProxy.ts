import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** How a link ends: with a reset, with a proper close, or in silence (`black-hole`: both ends stay open and hear nothing more). */
export type CutMode = 'reset' | 'close' | 'black-hole';

/** What the link does to what passes. Every field may be changed while it runs; new bytes meet the new values. */
export interface Chaos {
  /** Milliseconds that each byte is late, each way; the order stays. */
  readonly latencyMs: number;
  /** Bytes a second, each way; null for as fast as it goes. */
  readonly bytesPerSecond: number | null;
  /** Largest piece that is handed on at once; null for as it came. */
  readonly sliceBytes: number | null;
  /** After so many bytes of both ways together a connection is cut; asked once for each new connection. Null: never. */
  readonly cutAfterBytes: (() => number) | null;
  readonly cutMode: CutMode;
  /** New connections are reset at once. */
  readonly refuse: boolean;
}

export interface ChaosStats {
  readonly connections: number;
  readonly cuts: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
}

/** A TCP link on 127.0.0.1 that misbehaves as told. */
export interface ChaosProxy extends AsyncDisposable {
  readonly port: number;
  readonly set: (chaos: Partial<Chaos>) => void;
  readonly stats: () => ChaosStats;
  /** Cuts every connection that is open now; gives how many. */
  readonly cutAll: (mode?: CutMode) => number;
  /** Connections open now, black holes included. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** Bytes held for one direction before the sender is asked to wait. */
const HELD_MAX = 1024 * 1024;

const CALM: Chaos = {
  latencyMs: 0,
  bytesPerSecond: null,
  sliceBytes: null,
  cutAfterBytes: null,
  cutMode: 'reset',
  refuse: false,
};

interface Link {
  readonly cut: (mode: CutMode) => void;
  readonly destroy: () => void;
}

/** Starts a proxy to `to` (a port of 127.0.0.1). */
export const startChaosProxy = async (to: number, chaos: Partial<Chaos> = {}): Promise<ChaosProxy> => {
  let now: Chaos = { ...CALM, ...chaos };
  const links = new Set<Link>();
  const stats = { connections: 0, cuts: 0, bytesUp: 0, bytesDown: 0 };

  const linkUp = (near: Socket) => {
    const far = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true });
    const limit = Math.ceil(now.cutAfterBytes?.() ?? Number.POSITIVE_INFINITY);
    let passed = 0;
    let isCut = false;

    const destroy = () => {
      links.delete(link);
      near.destroy();
      far.destroy();
    };
    const cut = (mode: CutMode) => {
      if (isCut) return;
      isCut = true;
      stats.cuts += 1;
      if (mode === 'black-hole') {
        near.pause();
        far.pause();
      } else if (mode === 'close') destroy();
      else {
        links.delete(link);
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
    };
    const link: Link = { cut, destroy };
    links.add(link);

    const pump = (from: Socket, into: Socket, count: 'bytesUp' | 'bytesDown') => {
      let held = 0;
      let lineFreeAt = 0;
      let last: Promise<void> = Promise.resolve();
      const inTurn = (act: () => Promise<void> | void) => {
        last = last.then(() => (isCut ? undefined : act()));
      };
      const handOn = async (bytes: Buffer) => {
        const slice = now.sliceBytes ?? bytes.length;
        for (let at = 0; at < bytes.length && !isCut; at += slice) {
          const piece = bytes.subarray(at, Math.min(at + slice, at + limit - passed, bytes.length));
          passed += piece.length;
          stats[count] += piece.length;
          const flushed = piece.length === 0 || into.write(piece);
          if (passed >= limit) {
            // What was let through must arrive, or "after N bytes" would mean "after fewer".
            if (piece.length > 0) await new Promise((resolve) => into.write('', resolve));
            return cut(now.cutMode);
          }
          if (!flushed) await Promise.race([once(into, 'drain'), once(into, 'close')]).catch(() => {});
        }
      };
      from.on('data', (bytes: Buffer) => {
        if (isCut) return;
        const arrived = performance.now();
        const onTheLine = now.bytesPerSecond === null ? 0 : (bytes.length / now.bytesPerSecond) * 1000;
        lineFreeAt = Math.max(lineFreeAt, arrived) + onTheLine;
        const due = lineFreeAt + now.latencyMs;
        held += bytes.length;
        if (held > HELD_MAX) from.pause();
        inTurn(async () => {
          const wait = due - performance.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          await handOn(bytes);
          held -= bytes.length;
          if (held <= HELD_MAX && !isCut) from.resume();
        });
      });
      from.on('end', () => inTurn(() => void into.end()));
      from.on('error', () => inTurn(() => void into.destroy()));
    };
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on('close', () => {
        if (near.destroyed && far.destroyed) links.delete(link);
      });
    }
    pump(near, far, 'bytesUp');
    pump(far, near, 'bytesDown');
  };

  const server = createServer({ allowHalfOpen: true }, (near) => {
    stats.connections += 1;
    near.on('error', () => {});
    if (now.refuse) near.resetAndDestroy();
    else linkUp(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');

  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const link of [...links]) link.destroy();
    });
    return closed;
  };
  return {
    port: address.port,
    set: (change) => {
      now = { ...now, ...change };
    },
    stats: () => ({ ...stats }),
    cutAll: (mode = now.cutMode) => {
      const open = [...links];
      for (const link of open) link.cut(mode);
      return open.length;
    },
    open: () => links.size,
    close,
    [Symbol.asyncDispose]: close,
  };
};
