import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ProjectId } from '../../shared/ids.ts';
import type { UndoScope } from '../../shared/ledger/undoScope.ts';
import { announce } from './announce.ts';
import styles from './notifyAct.module.css';
import { takeBack } from './takeBack.tsx';

/** Long enough to read what was done and to reach the button. */
const SHOWN = 9_000;

/** One at a time: its button takes back the last act, whatever that is by then. */
const NOTICE = 'last act of planning';

/** Takes the notice away before another act is done, so that its button never takes back something else. */
export const dismissActNotice = (): void => {
  notifications.hide(NOTICE);
};

/** Says what an act did, with a button that takes it back. */
export const notifyAct = (project: ProjectId, message: string, scope: UndoScope = 'planning'): void => {
  dismissActNotice();
  notifications.show({
    id: NOTICE,
    withBorder: true,
    color: 'green',
    autoClose: SHOWN,
    message: (
      <span className={styles.act}>
        <bdi>{message}</bdi>
        <Button
          variant="default"
          size="compact-xs"
          onClick={() => {
            dismissActNotice();
            void takeBack(project, 'undo', scope);
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
  announce(`${message}. Ctrl Z takes it back.`);
};
