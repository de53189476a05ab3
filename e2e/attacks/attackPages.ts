import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else's on another port of 127.0.0.1; by Chromium's rules of names it is `evil.test`, too. */
export const openAttackerSite = async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A nice page</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Another site. */
    foreign: `http://evil.test:${port}/`,
    /** The same site by the browser's rules, another origin. */
    neighbour: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** What the scripts below are told. They run in the attacker's page and give back what they could read; null when nothing. */
export interface Shot {
  readonly origin: string;
  readonly code: string;
  readonly token: string;
  readonly call: string;
}

/** POSTs a good code, and an empty body with whatever cookies there are. */
export const postWithoutAsking = async ({ origin, code }: Shot): Promise<null> => {
  const send = (body: string) =>
    fetch(`${origin}/session`, { method: 'POST', mode: 'no-cors', credentials: 'include', body }).catch(() => null);
  await send(JSON.stringify({ code }));
  await send('{}');
  return null;
};

/** A picture and a link whose address would do something. */
export const getWithEffect = async ({ origin, code, token }: Shot): Promise<null> => {
  const picture = (url: string) =>
    new Promise<void>((resolve) => {
      const image = new Image();
      image.onload = () => resolve();
      image.onerror = () => resolve();
      image.src = url;
    });
  await picture(`${origin}/session?code=${code}`);
  await picture(`${origin}/session/code?token=${token}`);
  return null;
};

/** Opens the WebSocket with a good token and makes a call. */
export const openForeignSocket = ({ origin, token, call }: Shot): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['pitwall.v1', `token.${token}`]);
    socket.onopen = () => socket.send(call);
    socket.onmessage = ({ data }) => resolve(String(data));
    socket.onclose = () => resolve(null);
  });

/** Reads the page and signs in, from a page whose name now means 127.0.0.1. */
export const fetchAsSameOrigin = async ({ code }: Shot): Promise<string> => {
  const read = await fetch('/').then((answer) => answer.text());
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch('/session', { method: 'POST', headers, body: JSON.stringify({ code }) });
  return read + (signedIn.ok ? await signedIn.text() : '');
};
