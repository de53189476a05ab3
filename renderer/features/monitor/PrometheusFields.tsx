import { NumberInput, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { QueryFields } from './QueryFields.tsx';
import { SourceSecret } from './SourceSecret.tsx';
import type { WatchDraft } from './watchDraft.ts';

interface Props {
  readonly form: UseFormReturnType<WatchDraft>;
  readonly environment: EnvironmentId;
}

const signIns = [
  { value: 'none', label: 'Without signing in' },
  { value: 'bearer', label: 'A bearer token' },
  { value: 'basic', label: 'A name and a password' },
];

/** Which Prometheus is asked, how it is signed in to, and what it is asked for. */
export const PrometheusFields = ({ form, environment }: Props) => {
  const { signIn } = form.values.prometheus;
  return (
    <>
      <FormGrid>
        <TextInput
          label="Address of Prometheus"
          placeholder="https://prometheus.example.com"
          {...form.getInputProps('prometheus.url')}
        />
        <NumberInput
          label="Seconds between two scrapes"
          description="scrape_interval of its configuration. What is older than four of them is a gap."
          min={1}
          max={600}
          allowDecimal={false}
          {...form.getInputProps('prometheus.scrapeSeconds')}
        />
        <TextInput
          label="Labels of the server"
          description="Stands for $labels below. Empty: the only server it knows."
          placeholder={'instance="web-1:9100"'}
          {...form.getInputProps('prometheus.labels')}
        />
        <TextInput
          label="Labels of the probe"
          description="Of blackbox_exporter; stands for $probe below."
          placeholder={'instance="https://shop.example.com"'}
          {...form.getInputProps('prometheus.probe')}
        />
        <Select
          label="Sign in with"
          allowDeselect={false}
          data={signIns}
          {...form.getInputProps('prometheus.signIn')}
        />
        {signIn === 'basic' && <TextInput label="Name to sign in with" {...form.getInputProps('prometheus.user')} />}
      </FormGrid>
      {signIn !== 'none' && (
        <SourceSecret environment={environment} url={form.values.prometheus.url.trim()} kind={signIn} />
      )}
      <QueryFields form={form} environment={environment} />
    </>
  );
};
