import type { Item } from './item.ts';

/** An item and a list are never changed in place, so what was made from one holds as long as it lives. */
const textOfItem = new WeakMap<Item, string>();
const textsOfList = new WeakMap<readonly Item[], readonly string[]>();

const textOf = (item: Item): string => {
  const known = textOfItem.get(item);
  if (known !== undefined) return known;
  const text = `${item.key} ${item.title} ${item.labels.join(' ')}`.toLowerCase();
  textOfItem.set(item, text);
  return text;
};

/** What a text filter looks through, for each item of a list: key, title and labels in lower case.
 *
 * Kept for the list and for each item, because typing filters at every key: ten thousand titles are lowered once, and one changed item costs
 * one. */
export const itemTexts = (items: readonly Item[]): readonly string[] => {
  const known = textsOfList.get(items);
  if (known !== undefined) return known;
  const texts = items.map(textOf);
  textsOfList.set(items, texts);
  return texts;
};

/** The words of a filter, each of which must be in the text. */
export const filterWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
