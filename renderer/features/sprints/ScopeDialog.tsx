import { Button } from '@mantine/core';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './OverCommitted.module.css';

interface Props {
  readonly sprint: Sprint;
  /** What would be added: "TR-12", "3 items". */
  readonly what: string;
  /** Who would have too much, a sentence each. */
  readonly sentences: readonly string[];
  readonly onAdd: () => void;
  readonly onLeave: () => void;
}

/** Warns before work is added to a sprint that runs and would have more than fits. */
export const ScopeDialog = ({ sprint, what, sentences, onAdd, onLeave }: Props) => (
  <Dialog title={`Add ${what} to ${sprint.name}?`} closeLabel={`Leave ${what} out`} onClose={onLeave}>
    <div className={styles.body}>
      <p>{sprint.name} is running, and with it there is more than fits:</p>
      <ul className={styles.over}>
        {sentences.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <div className={styles.acts}>
        <Button onClick={onAdd}>Add {what} all the same</Button>
        <Button variant="default" data-autofocus onClick={onLeave}>
          Leave {what} out
        </Button>
      </div>
    </div>
  </Dialog>
);
