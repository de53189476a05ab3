import type { Item } from './item.ts';

/** An item is never changed in place, so what was made from it holds as long as it lives. */
const textOfItem = new WeakMap<Item, string>();

/** What a text filter looks through: key, title and labels in lower case. Kept for each item, because typing filters at every key. */
export const itemTextOf = (item: Item): string => {
  const known = textOfItem.get(item);
  if (known !== undefined) return known;
  const text = `${item.key} ${item.title} ${item.labels.join(' ')}`.toLowerCase();
  textOfItem.set(item, text);
  return text;
};

/** The words of a filter, each of which must be in the text. */
export const filterWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
