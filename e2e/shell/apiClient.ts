import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Api } from '../../shared/api.ts';

/** Exchanges a link for a token, as the page does. */
export const signInByLink = async (link: string): Promise<string> => {
  const { origin, hash } = new URL(link);
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: hash.slice(1) }),
  });
  if (!answer.ok) throw new Error(`the link was refused with ${answer.status}`);
  return ((await answer.json()) as { token: string }).token;
};

export interface ApiClient {
  readonly call: ContractRouterClient<Api>;
  readonly close: () => void;
}

/** The API over a WebSocket of a test's own. */
export const openApiClient = async (origin: string, token: string): Promise<ApiClient> => {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api`, ['pitwall.v1', `token.${token}`], { origin });
  await once(socket, 'open');
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
  return { call: createORPCClient(link), close: () => socket.terminate() };
};
