import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Maintenance } from '../../../shared/alerts/maintenance.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { WeekdayToggles } from '../../ui/WeekdayToggles.tsx';
import styles from './alertDialog.module.css';
import {
  draftOfMaintenance,
  type MaintenanceDraft,
  maintenanceDraftErrors,
  maintenanceOfDraft,
  newMaintenanceDraft,
} from './maintenanceDraft.ts';
import { TimeZoneField } from './TimeZoneField.tsx';

interface Props {
  readonly environment: EnvironmentId;
  /** null: a new one. */
  readonly window: Maintenance | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

const kinds = [
  { value: 'once', label: 'Once' },
  { value: 'weekly', label: 'Every week' },
  { value: 'cron', label: 'By a cron line' },
];

/** When a maintenance window holds. */
export const MaintenanceDialog = ({ environment, window, onClose, onSaved }: Props) => {
  const empty = newMaintenanceDraft(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const form = useForm<MaintenanceDraft>({
    initialValues: window === null ? empty : draftOfMaintenance(window, empty),
    validate: maintenanceDraftErrors,
    validateInputOnBlur: true,
  });
  const save = useMutation(
    api.alerts.saveMaintenance.mutationOptions({
      onSuccess: ({ name }) => {
        notifyDone(`The window ${name} is saved`);
        onSaved();
      },
    }),
  );
  const { kind } = form.values;
  return (
    <Dialog
      title={window === null ? 'New maintenance window' : 'Maintenance window'}
      closeLabel="Cancel"
      onClose={onClose}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={form.onSubmit((draft) =>
          save.mutate({ id: window?.id ?? null, environmentId: environment, ...maintenanceOfDraft(draft) }),
        )}
      >
        <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
        <NativeSelect label="When" data={kinds} {...form.getInputProps('kind')} />
        {kind === 'once' && (
          <>
            <TextInput type="datetime-local" label="From" {...form.getInputProps('from')} />
            <TextInput type="datetime-local" label="To" {...form.getInputProps('to')} />
          </>
        )}
        {kind === 'weekly' && (
          <>
            <WeekdayToggles
              label="Weekdays"
              value={form.values.weekdays}
              onChange={(days) => form.setFieldValue('weekdays', days)}
            />
            {form.errors.weekdays !== undefined && <p className={styles.wrong}>Choose a weekday.</p>}
            <TextInput type="time" label="At" {...form.getInputProps('at')} />
          </>
        )}
        {kind === 'cron' && (
          <TextInput
            label="Cron line"
            description="Minute, hour, day of the month, month, weekday."
            {...form.getInputProps('line')}
          />
        )}
        {kind !== 'once' && (
          <>
            <NumberInput
              label="For how many minutes"
              min={1}
              max={7 * 24 * 60}
              allowDecimal={false}
              {...form.getInputProps('minutes')}
            />
            <TimeZoneField
              description="On the night clocks are put on, a time that does not exist is the moment after."
              {...form.getInputProps('timeZone')}
            />
          </>
        )}
        {save.isError && <ErrorView title="The window was not saved" failure={describeFailure(save.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save the window
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
