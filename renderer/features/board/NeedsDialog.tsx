import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale } from '../../../shared/backlog/planningSettings.ts';
import type { Status, StatusNeed } from '../../../shared/backlog/workflow.ts';
import type { Member } from '../../../shared/team/member.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { type NeedsAnswer, NeedsForm } from '../../ui/NeedsForm.tsx';
import styles from './NeedsDialog.module.css';

interface Props {
  readonly item: Item;
  readonly status: Status;
  readonly needs: readonly StatusNeed[];
  readonly scale: EstimateScale;
  readonly members: readonly Member[];
  readonly onAnswer: (answer: NeedsAnswer) => void;
  /** The card goes back. */
  readonly onCancel: () => void;
}

/** Asks for what a status wants of a card before the card stays there. */
export const NeedsDialog = ({ item, onCancel, ...form }: Props) => (
  <Dialog title={`Move ${item.key} to ${form.status.name}`} closeLabel="Put the card back" onClose={onCancel}>
    <div className={styles.body}>
      <p>
        <bdi>{item.title}</bdi>
      </p>
      <NeedsForm {...form} act={`Move to ${form.status.name}`} onCancel={onCancel} />
    </div>
  </Dialog>
);
