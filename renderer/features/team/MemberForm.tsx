import { Button, NumberInput, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { MemberSettings } from '../../../shared/team/member.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { schemaErrors } from '../../ui/schemaErrors.ts';
import { WeekdayToggles } from '../../ui/WeekdayToggles.tsx';
import styles from './MemberForm.module.css';
import { draftOfMember, type MemberDraft, readMemberDraft } from './memberDraft.ts';

interface Props {
  readonly initial: MemberSettings;
  readonly unit: PlanningSettings['unit'];
  /** The button's words: "Add to the team". */
  readonly act: string;
  readonly busy: boolean;
  /** Why the name was refused; null when it was not. */
  readonly nameError: string | null;
  readonly onSubmit: (settings: MemberSettings) => void;
  /** Above the buttons: what else went wrong. */
  readonly children?: ReactNode;
  /** Beside the button. */
  readonly acts?: ReactNode;
}

/** The form's fields by the schema's names. */
const errorsOf = (draft: MemberDraft) => {
  const { focusFactor, ...errors } = schemaErrors(MemberSettings, readMemberDraft(draft));
  return focusFactor === undefined ? errors : { ...errors, focusPercent: 'From 0 to 100 %.' };
};

/** Everything about one member; a sprint may set the figures otherwise for itself. */
export const MemberForm = ({ initial, unit, act, busy, nameError, onSubmit, children, acts }: Props) => {
  const form = useForm<MemberDraft>({ initialValues: draftOfMember(initial), validate: errorsOf });
  const refuse = (errors: typeof form.errors) => {
    const first = Object.keys(errors)[0];
    if (first !== undefined) form.getInputNode(first)?.focus();
  };
  const name = form.getInputProps('name');
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit((draft) => onSubmit(MemberSettings.parse(readMemberDraft(draft))), refuse)}
    >
      <FormGrid>
        <TextInput label="Name" withAsterisk data-autofocus {...name} error={name.error ?? nameError} />
        <TextInput
          label="Email"
          description="Tells whose an imported item is"
          type="email"
          {...form.getInputProps('email')}
        />
        <div data-wide>
          <WeekdayToggles
            label="Working days"
            value={form.values.workingDays}
            onChange={(days) => form.setFieldValue('workingDays', days)}
          />
        </div>
        <NumberInput
          label="Focus factor"
          description="Share of a day that goes into items"
          min={0}
          max={100}
          suffix=" %"
          decimalScale={1}
          {...form.getInputProps('focusPercent')}
        />
        <NumberInput
          label={unit === 'hours' ? 'Hours per day' : 'Points per day'}
          description="At full focus"
          min={0}
          max={100}
          decimalScale={2}
          {...form.getInputProps('perDay')}
        />
        <div data-wide>
          <Switch label="Active: planned for in new sprints" {...form.getInputProps('active', { type: 'checkbox' })} />
        </div>
      </FormGrid>
      {children}
      <div className={styles.acts}>
        <Button type="submit" loading={busy}>
          {act}
        </Button>
        {acts}
      </div>
    </form>
  );
};
