import { NumberInput, SegmentedControl, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import type { EnvironmentId } from '../../../shared/ids.ts';
import type { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { LongForm } from '../../ui/LongForm.tsx';
import { Section } from '../../ui/Section.tsx';
import { PrometheusFields } from './PrometheusFields.tsx';
import { draftErrors, draftOf, settingsOf, type WatchDraft } from './watchDraft.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly initial: MonitorSettings;
  readonly busy: boolean;
  readonly onSubmit: (settings: MonitorSettings) => void;
  /** Above the button: why the last attempt was refused. */
  readonly children?: ReactNode;
}

/** How an environment is watched. The addresses of its hops are the environment's own settings. */
export const WatchSettingsForm = ({ environment, initial, busy, onSubmit, children }: Props) => {
  const form = useForm<WatchDraft>({
    initialValues: draftOf(initial),
    validate: draftErrors,
    validateInputOnBlur: true,
  });
  return (
    <LongForm form={form} act="Save how it is watched" busy={busy} onSubmit={(draft) => onSubmit(settingsOf(draft))}>
      <Section title="Path">
        <Switch label="Watch this environment" {...form.getInputProps('enabled', { type: 'checkbox' })} />
        <FormGrid>
          <NumberInput
            label="Seconds between two looks"
            min={2}
            max={3600}
            allowDecimal={false}
            {...form.getInputProps('intervalSeconds')}
          />
          <Textarea
            label="Addresses the public name must lead to"
            description="One a line. Empty: any address will do."
            autosize
            minRows={2}
            {...form.getInputProps('expectAddresses')}
          />
          <TextInput
            label="Name server to ask for the public name"
            description="Its address, with its port where that is not 53. Empty: those of this machine."
            placeholder="192.0.2.53"
            {...form.getInputProps('resolver')}
          />
          <Textarea
            label="References"
            description="One host:port a line, up to five. When nothing answers and none of them does either, it is your own network that is down, and nothing is called down."
            autosize
            minRows={2}
            {...form.getInputProps('references')}
          />
        </FormGrid>
      </Section>
      <Section title="Server">
        <FormGrid>
          <NumberInput
            label="Seconds between two samples of CPU, memory, disk and network"
            min={2}
            max={600}
            allowDecimal={false}
            {...form.getInputProps('resourceSeconds')}
          />
          <TextInput
            label="Access log of nginx"
            description="Its path on the server. Empty: it is not read."
            {...form.getInputProps('accessLog')}
          />
          <TextInput
            label="Format of the access log"
            description="combined, or the log_format of your configuration."
            {...form.getInputProps('logFormat')}
          />
        </FormGrid>
      </Section>
      <Section
        title="Where figures come from"
        lead="The path is looked at from here in either case. A Prometheus takes the place of collecting CPU, memory, disks, network and requests."
      >
        <SegmentedControl
          aria-label="Where figures come from"
          data={[
            { value: 'built-in', label: 'Pitwall collects them' },
            { value: 'prometheus', label: 'A Prometheus has them' },
          ]}
          {...form.getInputProps('source')}
        />
        {form.values.source === 'prometheus' && <PrometheusFields form={form} environment={environment} />}
      </Section>
      {children}
    </LongForm>
  );
};
