import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { OpenRequirements } from './OpenRequirements.tsx';
import styles from './reviewForm.module.css';

/** A week is long enough to make good what was skipped, and short enough to remember why. */
const WEEK = 7 * 86_400_000;

/** The emergency way past the gate: what is let through, why, and until when it is made good. No form, so that Enter alone does nothing. */
export const ReviewOverrideDialog = ({
  change,
  onClose,
}: {
  readonly change: WholeChange;
  readonly onClose: () => void;
}) => {
  const [head] = useState(change.current.head);
  const [reason, setReason] = useState('');
  const [due, setDue] = useState(() => new Date(Date.now() + WEEK).toISOString().slice(0, 10));
  const [isMeant, setMeant] = useState(false);
  const overriding = useMutation(
    api.reviews.override.mutationOptions({
      onSuccess: ({ itemKey }) => {
        notifyDone(`The gate is overridden; ${itemKey} was made to make it good`);
        onClose();
      },
    }),
  );
  const clean = reason.replace(/\p{Cc}+/gu, ' ').trim();
  const fixed = change.gate.requirements.filter(
    ({ state, overridable }) => (state === 'unsatisfied' && overridable === false) || state === 'error',
  );
  const isReady = clean !== '' && /^\d{4}-\d{2}-\d{2}$/.test(due) && isMeant;
  return (
    <Dialog title="Override the gate" closeLabel="Do not override" onClose={onClose} size="lg">
      <div className={styles.form}>
        <p className={styles.lead}>
          Lets revision {change.current.number} through, and no later code, although this is open:
        </p>
        <OpenRequirements gate={change.gate} />
        {fixed.length > 0 && (
          <Callout tone="warning">
            <p>Even so it will not merge: {fixed.map(({ title }) => title).join(', ')} cannot be overridden.</p>
          </Callout>
        )}
        <Textarea
          label="Why it cannot wait"
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <TextInput
          type="date"
          label="Made good by"
          description="An item with this day is put into the inbox."
          value={due}
          onChange={({ currentTarget: { value } }) => setDue(value)}
        />
        <Checkbox
          label={`I know that this stays on the change for ever and is counted: ${change.overridesOfProject} in this project in 90 days.`}
          checked={isMeant}
          onChange={({ currentTarget: { checked } }) => setMeant(checked)}
        />
        {overriding.isError && <ErrorView title="The gate is as it was" failure={describeFailure(overriding.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Do not override
          </Button>
          <Button
            color="red"
            disabled={!isReady}
            loading={overriding.isPending}
            onClick={() => overriding.mutate({ ...planningWindow, change: change.id, head, reason: clean, due })}
          >
            Override the gate
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
