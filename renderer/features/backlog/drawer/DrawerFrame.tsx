import { CloseButton } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useReturnFocus } from '../../../ui/useReturnFocus.ts';
import styles from './DrawerFrame.module.css';

interface Props {
  /** What the drawer shows, for screen readers. */
  readonly label: string;
  /** Beside the close button. */
  readonly head?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The right drawer: not modal, so that the list beside it goes on. Takes the focus when it opens and gives it back. */
export const DrawerFrame = ({ label, head, onClose, children }: Props) => {
  const frame = useRef<HTMLElement>(null);
  useReturnFocus();
  useEffect(() => frame.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      ref={frame}
      className={styles.drawer}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        // In a field whose own Esc did nothing.
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={styles.head}>
        {head}
        <CloseButton className={styles.close} aria-label="Close the drawer" title="Close (Esc)" onClick={onClose} />
      </div>
      <div className={styles.body}>{children}</div>
    </aside>
  );
};
