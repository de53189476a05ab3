import type { StoredItem } from '../../backlog/planningRows.ts';
import type { ReadItem } from '../readItem.ts';
import { importedTimes } from './importedTimes.ts';
import type { PlanContext } from './planContext.ts';

/** A new item before it has its number, its rank and its parent. */
export type DraftItem = Omit<StoredItem, 'number' | 'rank' | 'parent'>;

/** The item that a row makes. What the file does not say stays empty: templates are for people who write, and what a status asks for is asked
 * of people who move items, not of history.
 *
 * `keepsKey` is an item that keeps the number its key has: it is the same thing and came from nowhere. */
export const draftItem = (context: PlanContext, read: ReadItem, keepsKey: boolean): DraftItem => {
  const { fields, kindOfLabel } = read;
  const { project, settings, now, toTriage, newId } = context;
  const status = fields.status ?? settings.firstStatus;
  return {
    id: newId(),
    projectId: project,
    kind: fields.kind ?? kindOfLabel ?? 'feature',
    title: fields.title ?? '',
    description: fields.description ?? '',
    status,
    statusReason: fields.statusReason ?? '',
    estimate: fields.estimate ?? null,
    value: fields.value ?? null,
    urgency: fields.urgency ?? null,
    effort: fields.effort ?? null,
    labels: fields.labels ?? [],
    assignee: fields.assignee ?? null,
    // What waits in the inbox is in no sprint: nobody has agreed to it yet.
    sprint: toTriage ? null : (fields.sprint ?? null),
    placedByHand: fields.placedByHand ?? false,
    source: sourceOf(context, read, keepsKey),
    triage: toTriage ? { state: 'waiting' } : (fields.triage ?? null),
    createdAt: fields.createdAt ?? now,
    ...importedTimes(context, fields, status, null),
  };
};

const sourceOf = ({ system }: PlanContext, read: ReadItem, keepsKey: boolean): StoredItem['source'] => {
  const { externalId, key, url } = read;
  if (externalId !== null) return { system: read.system, externalId, url };
  return key === null || keepsKey ? null : { system, externalId: key, url };
};
