import { Button, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import { ProjectSettings } from '../../../shared/projects/project.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { refuseFields } from '../../ui/refuseFields.ts';
import { schemaErrors } from '../../ui/schemaErrors.ts';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import styles from './ProjectForm.module.css';
import { suggestKey } from './suggestKey.ts';

interface Props {
  readonly initial: ProjectSettings;
  /** The button's words, e.g. "Create project". */
  readonly act: string;
  readonly busy: boolean;
  readonly onSubmit: (settings: ProjectSettings) => void;
  /** Above the buttons: why the last attempt was refused. */
  readonly children?: ReactNode;
}

/** Name, key and description of a project. The key follows the name until somebody types one. */
export const ProjectForm = ({ initial, act, busy, onSubmit, children }: Props) => {
  const form = useForm<ProjectSettings>({
    initialValues: initial,
    validate: (values) => schemaErrors(ProjectSettings, values),
    validateInputOnBlur: true,
  });
  const name = form.getInputProps('name');
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit((values) => onSubmit(ProjectSettings.parse(values)), refuseFields)}
    >
      <UnsavedGuard dirty={form.isDirty()} />
      <FormGrid>
        <TextInput
          label="Name"
          withAsterisk
          {...name}
          onChange={(event) => {
            const follows = form.values.key === suggestKey(form.values.name);
            name.onChange(event);
            if (follows) form.setFieldValue('key', suggestKey(event.currentTarget.value));
          }}
        />
        <TextInput
          label="Key"
          withAsterisk
          description="Prefix of its items, e.g. TR in TR-12"
          {...form.getInputProps('key')}
          onChange={(event) => form.setFieldValue('key', event.currentTarget.value.toUpperCase())}
        />
        <div data-wide>
          <Textarea label="Description" autosize minRows={2} maxRows={8} {...form.getInputProps('description')} />
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
