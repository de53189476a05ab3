import type { Entity, LiveEvent } from '../../../shared/live/contract.ts';

export interface ChangeFeed {
  /** `id` null means: all of that kind. */
  readonly publish: (entity: Entity, id: string | null) => void;
  /** Events after `since`, then every new one until the signal aborts. */
  readonly events: (since: number | null, signal: AbortSignal) => AsyncGenerator<LiveEvent, void, void>;
  /** Calls back for every change; returns its own undo. */
  readonly subscribe: (listener: (event: LiveEvent) => void) => () => void;
}
