import { type ReactNode, useRef, useState } from 'react';
import styles from './FieldButton.module.css';

interface Props {
  /** What the field is called; the button is named by it and by what stands in it. */
  readonly title: string;
  readonly children: ReactNode;
  /** The editor, which closes itself through `close`. */
  readonly editor: (close: () => void) => ReactNode;
}

/** A field's value that turns into its editor when it is pressed. */
export const FieldButton = ({ title, children, editor }: Props) => {
  const [editing, setEditing] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (editing)
    return (
      <div className={styles.editor}>
        {editor(() => {
          setEditing(false);
          requestAnimationFrame(() => button.current?.focus({ preventScroll: true }));
        })}
      </div>
    );
  return (
    <button
      ref={button}
      type="button"
      className={styles.button}
      title={`Change ${title.toLowerCase()}`}
      onClick={() => setEditing(true)}
    >
      {children}
    </button>
  );
};
