import type { ItemKind } from '../../shared/backlog/item.ts';

/** What the kinds are called on screen. */
export const kindName: Readonly<Record<ItemKind, string>> = { feature: 'Feature', bug: 'Bug', debt: 'Debt' };
