import { z } from 'zod';
import { ProjectId } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { ItemFilter } from './itemFilter.ts';

export const ViewId = z.uuid().brand<'ViewId'>();
export type ViewId = z.infer<typeof ViewId>;

export const listColumns = [
  'key',
  'kind',
  'title',
  'status',
  'estimate',
  'value',
  'urgency',
  'effort',
  'score',
  'labels',
  'assignee',
  'sprint',
  'updatedAt',
  'createdAt',
] as const;
export const ListColumn = z.enum(listColumns);
export type ListColumn = z.infer<typeof ListColumn>;

export const groupings = ['kind', 'label', 'assignee', 'sprint', 'status'] as const;

/** How a list is laid out; the order is the rank unless `sort` says otherwise. */
export const ListLayout = z.object({
  columns: z
    .array(z.object({ column: ListColumn, width: z.number().int().min(30).max(2000).nullable() }))
    .max(listColumns.length),
  group: z.enum(groupings).nullable(),
  sort: z.object({ column: ListColumn, descending: z.boolean() }).nullable(),
});
export type ListLayout = Readonly<z.infer<typeof ListLayout>>;

/** A filter and a layout under a name. */
export const SavedView = z.object({
  id: ViewId,
  projectId: ProjectId,
  name: plainText(80),
  filter: ItemFilter,
  layout: ListLayout,
});
export type SavedView = Readonly<z.infer<typeof SavedView>>;
