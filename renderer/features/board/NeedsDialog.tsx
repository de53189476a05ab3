import { Button, NativeSelect, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale } from '../../../shared/backlog/planningSettings.ts';
import type { Status, StatusNeed } from '../../../shared/backlog/workflow.ts';
import { MemberId } from '../../../shared/ids.ts';
import type { Member } from '../../../shared/team/member.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './NeedsDialog.module.css';

/** What the dialog was asked to find out. */
export type NeedsAnswer = Partial<Pick<Item, 'statusReason' | 'estimate' | 'assignee'>>;

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

/** Asks for what a status wants of an item before it takes it. */
export const NeedsDialog = ({ item, status, needs, scale, members, onAnswer, onCancel }: Props) => {
  const [reason, setReason] = useState('');
  const [estimate, setEstimate] = useState('');
  const [assignee, setAssignee] = useState('');
  const active = members.filter((member) => member.active);
  const filled: Readonly<Record<StatusNeed, boolean>> = {
    reason: reason.trim() !== '',
    estimate: estimate !== '',
    assignee: assignee !== '',
  };
  const ready = needs.every((need) => filled[need]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    onAnswer({
      ...(needs.includes('reason') && { statusReason: reason.trim() }),
      ...(needs.includes('estimate') && { estimate: Number(estimate) }),
      ...(needs.includes('assignee') && { assignee: MemberId.parse(assignee) }),
    });
  };
  return (
    <Dialog title={`Move ${item.key} to ${status.name}`} closeLabel="Leave the card where it was" onClose={onCancel}>
      <form className={styles.form} onSubmit={submit}>
        <p>
          <bdi>{item.title}</bdi>
        </p>
        {needs.includes('reason') && (
          <Textarea
            label="Why?"
            description="Kept with the item"
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
        )}
        {needs.includes('estimate') && (
          <NativeSelect
            label="Estimate"
            value={estimate}
            onChange={(event) => setEstimate(event.currentTarget.value)}
            data={[
              { value: '', label: 'Choose…' },
              ...scale.steps.map(({ name, points }) => ({ value: String(points), label: name })),
            ]}
            data-autofocus={!needs.includes('reason') || undefined}
          />
        )}
        {needs.includes('assignee') && (
          <NativeSelect
            label="Assignee"
            value={assignee}
            onChange={(event) => setAssignee(event.currentTarget.value)}
            data={[{ value: '', label: 'Choose…' }, ...active.map(({ id, name }) => ({ value: id, label: name }))]}
            data-autofocus={needs[0] === 'assignee' || undefined}
            description={
              active.length === 0 && (
                <>
                  Nobody is in the team.{' '}
                  <Link to="/p/$project/team" params={{ project: item.projectId }}>
                    Add a member first
                  </Link>
                </>
              )
            }
          />
        )}
        <div className={styles.acts}>
          <Button type="submit" disabled={!ready}>
            Move to {status.name}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
