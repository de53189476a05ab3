import type { ItemLink, LinkKind } from '../../../../shared/backlog/itemDetail.ts';
import type { ItemId } from '../../../../shared/ids.ts';

/** A relation as seen from one item: which way it goes, in words. */
export type Relation = LinkKind | 'blocked by' | 'duplicated by';

export const relationTitle: Readonly<Record<Relation, string>> = {
  blocks: 'Blocks',
  'blocked by': 'Is blocked by',
  duplicates: 'Duplicates',
  'duplicated by': 'Is duplicated by',
  relates: 'Relates to',
};

export const relations = Object.keys(relationTitle) as readonly Relation[];

/** The relation that a link is, and to which item, as seen from one of its two ends. */
export const relationOf = (
  { from, to, kind }: ItemLink,
  item: ItemId,
): { readonly relation: Relation; readonly other: ItemId } => {
  const outward = from === item;
  const other = outward ? to : from;
  if (outward || kind === 'relates') return { relation: kind, other };
  return { relation: kind === 'blocks' ? 'blocked by' : 'duplicated by', other };
};

/** The link that says so. */
export const linkFor = (item: ItemId, relation: Relation, other: ItemId): Pick<ItemLink, 'from' | 'to' | 'kind'> => {
  if (relation === 'blocked by') return { from: other, to: item, kind: 'blocks' };
  if (relation === 'duplicated by') return { from: other, to: item, kind: 'duplicates' };
  return { from: item, to: other, kind: relation };
};
