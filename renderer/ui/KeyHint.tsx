import styles from './KeyHint.module.css';

/** Keys to press, one after the other: `['G', 'D']`; a chord is one entry: `['Ctrl K']`. */
export const KeyHint = ({ keys }: { readonly keys: readonly string[] }) => (
  <span className={styles.keys}>
    {keys.map((key) => (
      <kbd key={key} className={styles.key}>
        {key}
      </kbd>
    ))}
  </span>
);
