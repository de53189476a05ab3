import { Switch, Textarea, TextInput } from '@mantine/core';
import type { GateOverride } from '../../../shared/deploys/deployGate.ts';
import styles from './OverrideForm.module.css';

/** What is typed to override the gate; null while it is not wanted. */
export interface OverrideDraft {
  readonly reason: string;
  readonly due: string;
}

/** The override of a draft; null while it says too little. */
export const overrideOf = (draft: OverrideDraft | null): GateOverride | null => {
  const reason = draft?.reason.replace(/\p{Cc}+/gu, ' ').trim() ?? '';
  return draft === null || reason === '' || !/^\d{4}-\d{2}-\d{2}$/.test(draft.due) ? null : { reason, due: draft.due };
};

/** A week is long enough to make good what was skipped, and short enough to remember why. */
const WEEK = 7 * 86_400_000;

interface Props {
  readonly draft: OverrideDraft | null;
  readonly onChange: (draft: OverrideDraft | null) => void;
}

/** The emergency way past the gate: a reason, and a day by which it is made good. */
export const OverrideForm = ({ draft, onChange }: Props) => (
  <div className={styles.form}>
    <Switch
      label="Override the gate in an emergency"
      description="The reason stays on the run for ever and is counted; a follow-up item is made of it."
      checked={draft !== null}
      onChange={({ currentTarget: { checked } }) =>
        onChange(checked ? { reason: '', due: new Date(Date.now() + WEEK).toISOString().slice(0, 10) } : null)
      }
    />
    {draft !== null && (
      <>
        <Textarea
          label="Why it must go out now"
          data-autofocus
          maxLength={2000}
          value={draft.reason}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, reason: value })}
        />
        <TextInput
          type="date"
          label="Made good by"
          value={draft.due}
          onChange={({ currentTarget: { value } }) => onChange({ ...draft, due: value })}
        />
      </>
    )}
  </div>
);
