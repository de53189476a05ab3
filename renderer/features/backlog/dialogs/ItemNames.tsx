import type { Item } from '../../../../shared/backlog/item.ts';
import styles from './ItemNames.module.css';

/** Named before they are counted. */
const NAMED = 8;

/** Which items an act is for, by key and title. */
export const ItemNames = ({ items }: { readonly items: readonly Item[] }) => (
  <ul className={styles.items}>
    {items.slice(0, NAMED).map(({ id, key, title }) => (
      <li key={id}>
        <span className={styles.key}>{key}</span> <bdi>{title}</bdi>
      </li>
    ))}
    {items.length > NAMED && <li>and {items.length - NAMED} more</li>}
  </ul>
);
