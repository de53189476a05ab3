import type { RPCHandler } from '@orpc/server/ws';
import { WebSocket } from 'ws';
import { readSocketFrame } from './socketFrame.ts';

/** The calls and streams that one page has open at once; a screen has about ten. */
export const CALLS_MAX = 128;
/** Bytes that wait for a page that reads slowly; beyond that its streams wait. */
const WAITING_MAX = 1024 * 1024;
/** Messages sent before everything else in this process gets its turn: a stream that never waits would let nothing else happen. */
const TURN_MAX = 64;

export type ApiHandler = Pick<RPCHandler<Record<never, never>>, 'upgrade'>;

/** Carries the API over one signed-in WebSocket.
 *
 * Between the socket and oRPC stands a check of every message, a limit on what is under way, and patience with slow readers: what is sent
 * while much is still waiting ends only when it is out, and oRPC's streams wait for that. */
export const carryApi = (socket: WebSocket, handler: ApiHandler): void => {
  const underWay = new Set<string>();
  const answer = (id: string, status: number, code: string, message: string): void =>
    socket.send(JSON.stringify({ i: id, p: { s: status, b: { json: { defined: false, code, status, message } } } }));

  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let sentInTurn = 0;
  const send = (data: Parameters<WebSocket['send']>[0]): Promise<void> | undefined => {
    // While it closes nothing can be sent; a stream that were let on would run on without end and keep the close from being seen.
    if (socket.readyState !== WebSocket.OPEN) return closed;
    if (socket.bufferedAmount >= WAITING_MAX) return new Promise((resolve) => socket.send(data, () => resolve()));
    socket.send(data);
    if (sentInTurn === 0)
      setImmediate(() => {
        sentInTurn = 0;
      });
    sentInTurn += 1;
    return sentInTurn < TURN_MAX ? undefined : new Promise((resolve) => setImmediate(resolve));
  };

  let deliver = async (_text: string): Promise<void> => {};
  const face = {
    send,
    // oRPC's listener is async: what it returns ends when the call is answered, streams included.
    addEventListener: (type: string, listener: (event: { readonly data?: string }) => unknown) => {
      if (type === 'close') socket.on('close', () => listener({}));
      if (type === 'message') deliver = async (text) => void (await listener({ data: text }));
    },
  };
  // Of the socket's many events oRPC listens to these two, which the type of its parameter cannot say.
  void handler.upgrade(face as unknown as Parameters<ApiHandler['upgrade']>[0]);

  socket.on('message', (data, isBinary) => {
    const frame = readSocketFrame(data as Buffer, isBinary);
    if (frame.kind === 'unreadable') return socket.close(1007, 'This is no message of Pitwall’s page.');
    if (frame.kind === 'wrong') return answer(frame.id, 400, 'BAD_REQUEST', frame.why);
    if (frame.kind === 'abort') return void deliver(frame.text);
    if (underWay.has(frame.id)) return socket.close(1008, 'A number was used twice.');
    if (underWay.size >= CALLS_MAX) return answer(frame.id, 429, 'TOO_MANY_REQUESTS', 'Too many calls are under way.');
    underWay.add(frame.id);
    void deliver(frame.text).finally(() => underWay.delete(frame.id));
  });
};
