import { Button, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NoticeSettings } from '../../../shared/alerts/noticeSettings.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { schemaErrors } from '../../ui/schemaErrors.ts';
import { noticeSettings } from './alertsQueries.ts';
import styles from './QuietHoursForm.module.css';
import { TimeZoneField } from './TimeZoneField.tsx';

interface Draft {
  readonly on: boolean;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly letCritical: boolean;
}

const draftOf = ({ quietHours }: NoticeSettings): Draft => ({
  on: quietHours !== null,
  from: '22:00',
  to: '07:00',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  letCritical: true,
  ...quietHours,
});
const valuesOf = ({ on, ...hours }: Draft) => ({ quietHours: on ? hours : null });

/** The hours in which nobody is told, every day. */
export const QuietHoursForm = ({ initial }: { readonly initial: NoticeSettings }) => {
  const cache = useQueryClient();
  const form = useForm<Draft>({
    initialValues: draftOf(initial),
    validate: (draft) =>
      Object.fromEntries(
        Object.entries(schemaErrors(NoticeSettings, valuesOf(draft))).map(([path, message]) => [
          path.replace(/^quietHours\./, ''),
          message,
        ]),
      ),
  });
  const save = useMutation(
    api.alerts.saveNoticeSettings.mutationOptions({
      onSuccess: (saved) => {
        cache.setQueryData(noticeSettings().queryKey, saved);
        notifyDone(saved.quietHours === null ? 'There are no quiet hours' : 'The quiet hours are saved');
      },
    }),
  );
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={form.onSubmit((draft) => save.mutate(NoticeSettings.parse(valuesOf(draft))))}
    >
      <Switch label="Keep quiet every day" {...form.getInputProps('on', { type: 'checkbox' })} />
      {form.values.on && (
        <>
          <FormGrid>
            <TextInput type="time" label="From" {...form.getInputProps('from')} />
            <TextInput type="time" label="To" {...form.getInputProps('to')} />
            <TimeZoneField {...form.getInputProps('timeZone')} />
          </FormGrid>
          <Switch
            label="Tell critical alerts all the same"
            {...form.getInputProps('letCritical', { type: 'checkbox' })}
          />
        </>
      )}
      {save.isError && <ErrorView title="The quiet hours were not saved" failure={describeFailure(save.error)} />}
      <div>
        <Button type="submit" variant="default" loading={save.isPending} disabled={!form.isDirty()}>
          Save the quiet hours
        </Button>
      </div>
    </form>
  );
};
