import { IconBug, IconSparkles, IconTool } from '@tabler/icons-react';
import type { Item } from '../../shared/backlog/item.ts';

const marks = {
  feature: { Icon: IconSparkles, word: 'Feature' },
  bug: { Icon: IconBug, word: 'Bug' },
  debt: { Icon: IconTool, word: 'Debt' },
} as const;

/** The kind of an item as an icon, with its word for screen readers and on hover. */
export const ItemKindMark = ({ kind }: { readonly kind: Item['kind'] }) => {
  const { Icon, word } = marks[kind];
  return <Icon size={14} role="img" aria-label={word} />;
};
