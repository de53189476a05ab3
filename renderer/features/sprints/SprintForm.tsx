import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { SprintSettings } from '../../../shared/sprints/sprint.ts';
import { daysProblem, lengthOf } from '../../../shared/sprints/sprintDays.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { schemaErrors } from '../../ui/schemaErrors.ts';
import { GoalsField } from './GoalsField.tsx';
import styles from './SprintForm.module.css';

interface Props {
  readonly initial: SprintSettings;
  /** The button's words: "Create sprint". */
  readonly act: string;
  readonly busy: boolean;
  /** Why the name was refused; null when it was not. */
  readonly nameError: string | null;
  readonly onSubmit: (settings: SprintSettings) => void;
  /** Above the button: why the sprint was refused. */
  readonly children?: ReactNode;
}

/** Goals that say nothing are left out. */
const read = (values: SprintSettings): SprintSettings => ({
  ...values,
  name: values.name.trim(),
  goals: values.goals.map((goal) => ({ ...goal, text: goal.text.trim() })).filter(({ text }) => text !== ''),
});

const errorsOf = (values: SprintSettings) => {
  const { name, start, end } = schemaErrors(SprintSettings, read(values));
  const missing = { ...(start && { start: 'Choose a day.' }), ...(end && { end: 'Choose a day.' }) };
  const problem = start || end ? null : daysProblem(values);
  return { ...(name && { name }), ...missing, ...(problem !== null && { end: problem }) };
};

/** Name, days and goals of a sprint; its team is planned on its own page. */
export const SprintForm = ({ initial, act, busy, nameError, onSubmit, children }: Props) => {
  const form = useForm<SprintSettings>({ initialValues: initial, validate: errorsOf, validateInputOnBlur: true });
  const name = form.getInputProps('name');
  const { start, end, goals } = form.values;
  const known = start && end && daysProblem(form.values) === null;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit(
        (values) => onSubmit(read(values)),
        (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
      )}
    >
      <FormGrid>
        <div data-wide>
          <TextInput label="Name" withAsterisk data-autofocus {...name} error={name.error ?? nameError} />
        </div>
        <TextInput type="date" label="First day" withAsterisk {...form.getInputProps('start')} />
        <TextInput
          type="date"
          label="Last day"
          withAsterisk
          description={known && `${String(lengthOf(form.values))} days, weekends included`}
          {...form.getInputProps('end')}
        />
        <div data-wide>
          <GoalsField value={goals} onChange={(next) => form.setFieldValue('goals', next)} />
        </div>
      </FormGrid>
      {children}
      <div>
        <Button type="submit" loading={busy}>
          {act}
        </Button>
      </div>
    </form>
  );
};
