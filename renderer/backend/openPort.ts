import { RPCLink } from '@orpc/client/message-port';
import type { Opened } from './transport.ts';

/** The preload answers in a few milliseconds; an answer that takes this long will not come. */
const ANSWER_MS = 5_000;

/** Asks the desktop shell's preload for a MessagePort to the backend. */
export const openPort = async (): Promise<Opened> => {
  const port = await askForPort();
  if (port === null) return { kind: 'unreachable' };
  const closed = new Promise<void>((resolve) => port.addEventListener('close', () => resolve(), { once: true }));
  const link = new RPCLink({ port });
  port.start();
  return { kind: 'open', transport: { link, closed, close: () => port.close() } };
};

const askForPort = (): Promise<MessagePort | null> =>
  new Promise((resolve) => {
    const settle = (port: MessagePort | null) => {
      clearTimeout(timer);
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    const onMessage = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      if (event.source === window && event.data === 'pitwall-port' && port !== undefined) settle(port);
    };
    const timer = setTimeout(() => settle(null), ANSWER_MS);
    window.addEventListener('message', onMessage);
    window.postMessage('pitwall-ready', window.location.origin);
  });
