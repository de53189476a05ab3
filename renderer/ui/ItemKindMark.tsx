import type { ItemKind } from '../../shared/backlog/item.ts';
import styles from './ItemKindMark.module.css';
import { kindName } from './kindName.ts';

/** Feature, bug or debt by its icon; the word on hover and for screen readers. One element, since long lists are full of it. */
export const ItemKindMark = ({ kind }: { readonly kind: ItemKind }) => (
  <span className={styles.mark} data-kind={kind} role="img" aria-label={kindName[kind]} title={kindName[kind]} />
);
