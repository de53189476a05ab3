import { Button } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { Dialog } from './Dialog.tsx';
import styles from './UnsavedGuard.module.css';

/** Asks before a changed form is left, by a link, a key or by closing the window. */
export const UnsavedGuard = ({ dirty }: { readonly dirty: boolean }) => {
  const blocker = useBlocker({ shouldBlockFn: () => dirty, enableBeforeUnload: () => dirty, withResolver: true });
  if (blocker.status !== 'blocked') return null;
  return (
    <Dialog title="Leave without saving?" onClose={blocker.reset} closeLabel="Stay">
      <p>What you changed here is not saved yet.</p>
      <div className={styles.acts}>
        <Button data-autofocus onClick={blocker.reset}>
          Stay and go on editing
        </Button>
        <Button variant="default" onClick={blocker.proceed}>
          Discard the changes
        </Button>
      </div>
    </Dialog>
  );
};
