import styles from './LoadingView.module.css';
import { useLater } from './useLater.ts';

/** Below this a wait is not noticed, and a skeleton would only flicker. */
const skeletonAfter = 300;
/** From here on people want to know what they wait for. */
const wordsAfter = 1000;

interface Props {
  /** What is being read, e.g. "Asking staging what runs there"; shown when it takes longer than a second. */
  readonly what: string;
  /** Rows of the skeleton: about as many as the full view will have. */
  readonly rows?: number;
}

/** The loading state of a view: nothing for 300 ms, then a skeleton, then a word on what is going on. */
export const LoadingView = ({ what, rows = 4 }: Props) => {
  const skeleton = useLater(skeletonAfter);
  const words = useLater(wordsAfter);
  return (
    <div className={styles.view} role="status" aria-busy>
      {skeleton && (
        <>
          <p className={words ? styles.words : styles.waiting}>{what}…</p>
          {Array.from({ length: rows }, (_, row) => (
            <div key={`row ${String(row)}`} className={styles.row} aria-hidden />
          ))}
        </>
      )}
    </div>
  );
};
