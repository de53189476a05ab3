import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Item } from '../../shared/backlog/item.ts';
import type { EstimateScale } from '../../shared/backlog/planningSettings.ts';
import type { Status, StatusNeed } from '../../shared/backlog/workflow.ts';
import { MemberId } from '../../shared/ids.ts';
import type { Member } from '../../shared/team/member.ts';
import styles from './NeedsForm.module.css';

/** What a status asked for. */
export type NeedsAnswer = Partial<Pick<Item, 'statusReason' | 'estimate' | 'assignee'>>;

interface Props {
  readonly status: Status;
  readonly needs: readonly StatusNeed[];
  readonly scale: EstimateScale;
  readonly members: readonly Member[];
  /** The button's words: "Move to Done". */
  readonly act: string;
  readonly onAnswer: (answer: NeedsAnswer) => void;
  readonly onCancel: () => void;
}

/** Asks for what a status wants of an item before it takes it. */
export const NeedsForm = ({ status, needs, scale, members, act, onAnswer, onCancel }: Props) => {
  const [reason, setReason] = useState('');
  const [estimate, setEstimate] = useState('');
  const [assignee, setAssignee] = useState('');
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
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={`What ${status.name} needs`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      {needs.includes('reason') && (
        <Textarea
          label={`Why ${status.name}?`}
          description="Kept with the item"
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
          autoFocus
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
          data-autofocus={needs[0] === 'estimate' || undefined}
          autoFocus={needs[0] === 'estimate'}
        />
      )}
      {needs.includes('assignee') && (
        <NativeSelect
          label="Assignee"
          description={
            members.every(({ active }) => !active) ? 'Nobody is in the team yet: add a member first.' : undefined
          }
          value={assignee}
          onChange={(event) => setAssignee(event.currentTarget.value)}
          data={[
            { value: '', label: 'Choose…' },
            ...members.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          data-autofocus={needs[0] === 'assignee' || undefined}
          autoFocus={needs[0] === 'assignee'}
        />
      )}
      <div className={styles.acts}>
        <Button type="submit" disabled={!ready}>
          {act}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
};
