import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

export const Entity = z.enum([
  'project',
  'environment',
  'run',
  'connection',
  'range',
  'ledger',
  'app',
  'planning',
  'item',
  'member',
  'sprint',
  'view',
  'watch',
  'traffic',
  'exception',
  'rule',
  'alert',
  'qa',
  'pattern',
  'change',
  'repository',
]);
export type Entity = z.infer<typeof Entity>;

/** `change` names what changed (id null: all of that kind); `reset` says that changes were missed and all must be read anew. */
export const LiveEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reset'), sequence: z.number().int() }),
  z.object({ kind: z.literal('change'), sequence: z.number().int(), entity: Entity, id: z.string().nullable() }),
]);
export type LiveEvent = Readonly<z.infer<typeof LiveEvent>>;

export const liveContract = {
  /** Changes after `since`; the first event is a `reset` when `since` is null or too old. Never ends by itself. */
  changes: oc.input(z.object({ since: z.number().int().nullable() })).output(eventIterator(LiveEvent)),
};
