import { notifications } from '@mantine/notifications';
import type { ProjectId } from '../../shared/ids.ts';
import type { UndoScope } from '../../shared/ledger/undoScope.ts';
import { client } from '../backend/client.ts';
import { describeFailure } from '../backend/failure.ts';
import { planningWindow } from '../backend/planningWindow.ts';
import { announce } from './announce.ts';
import { definedError } from './definedError.ts';
import { notifyDone, notifyFailure } from './notify.ts';
import styles from './takeBack.module.css';

/** Takes back this window's last act of planning, or its last change of rules, or does it again; says which it was. What stands in the way is
 * named in full, in a message that stays. */
export const takeBack = async (
  project: ProjectId,
  way: 'undo' | 'redo',
  scope: UndoScope = 'planning',
): Promise<void> => {
  try {
    const { summary } = await client.ledger[way]({ ...planningWindow, project, scope });
    notifyDone(`${way === 'undo' ? 'Undone' : 'Done again'}: ${summary}`);
  } catch (error) {
    const conflict = definedError(error, 'CONFLICT');
    const failure = describeFailure(error);
    if (conflict === null) notifyFailure(way === 'undo' ? 'Nothing was undone' : 'Nothing was done again', failure);
    else showConflict(failure.message, conflict);
  }
};

const showConflict = (
  message: string,
  { changes, act }: { readonly changes: readonly string[]; readonly act: string },
) => {
  notifications.show({
    title: message,
    message: (
      <div className={styles.conflict}>
        <ul className={styles.changes}>
          {changes.map((change) => (
            <li key={change}>
              <bdi>{change}</bdi>
            </li>
          ))}
        </ul>
        <p>{act}</p>
      </div>
    ),
    withBorder: true,
    color: 'red',
    autoClose: false,
  });
  announce(`${message} ${changes.join('. ')}. ${act}`, 'assertive');
};
