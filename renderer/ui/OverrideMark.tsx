import styles from './OverrideMark.module.css';
import { overrideArrow, overrideInWords } from './overrideInWords.ts';

/** That an item was placed by hand against its score, and by how many places: "↑12". The sentence on hover and for screen readers. */
export const OverrideMark = ({ delta }: { readonly delta: number }) => (
  <span className={styles.mark} role="img" aria-label={overrideInWords(delta)} title={overrideInWords(delta)}>
    {overrideArrow(delta)}
  </span>
);
