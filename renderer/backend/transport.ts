import type { ClientContext, ClientLink } from '@orpc/client';

/** One open way to the backend: a MessagePort in the desktop shell, a WebSocket in the browser shell. It is never mended, only replaced. */
export interface Transport {
  readonly link: ClientLink<ClientContext>;
  /** Resolves once the way is closed, by whichever side. */
  readonly closed: Promise<void>;
  readonly close: () => void;
}

/** What came of trying to open a way. `signed-out`: the backend is there and does not know this window; trying again is of no use. */
export type Opened =
  | { readonly kind: 'open'; readonly transport: Transport }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-out' };
