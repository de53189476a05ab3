import { NativeSelect, NumberInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { hopNames } from '../../../shared/monitor/hop.ts';
import { hopLabels } from '../../../shared/monitor/hopLabels.ts';
import { seriesUnit } from '../../../shared/monitor/seriesUnit.ts';
import { api } from '../../backend/client.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { Section } from '../../ui/Section.tsx';
import type { RuleDraft } from './ruleDraft.ts';
import { seriesChoices } from './seriesChoices.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly form: UseFormReturnType<RuleDraft>;
}

const kinds = [
  { value: 'threshold', label: 'A value beyond a limit' },
  { value: 'rate', label: 'A value far from its mean' },
  { value: 'absence', label: 'A value that no longer comes' },
  { value: 'hop', label: 'A hop of the public path' },
  { value: 'exception', label: 'An exception in the journal' },
];

const events = [
  { value: 'either', label: 'New, or back after it was resolved' },
  { value: 'new', label: 'Seen for the first time' },
  { value: 'regressed', label: 'Back after it was resolved' },
  { value: 'often', label: 'Seen often' },
];

const sides = [
  { value: 'above', label: 'Above is bad' },
  { value: 'below', label: 'Below is bad' },
];

/** What a rule looks at, with the units of what is measured. */
export const ConditionFields = ({ environment, form }: Props) => {
  const { data: names = [] } = useQuery(api.monitor.seriesNames.queryOptions({ input: { environment } }));
  const { kind, series, overSeconds, seconds, event } = form.values;
  const unit = seriesUnit(series);
  const withUnit = (label: string) => (unit === '' ? label : `${label} (${unit})`);
  const seriesField = (
    <NativeSelect
      label="What is measured"
      description={<bdi>{series}</bdi>}
      data={seriesChoices(names, series).map((choice) => ({ ...choice }))}
      {...form.getInputProps('series')}
    />
  );
  return (
    <Section title="What it looks at">
      <FormGrid>
        <NativeSelect label="Kind" data={kinds} {...form.getInputProps('kind')} />
        {kind !== 'hop' && kind !== 'exception' && seriesField}
        {(kind === 'threshold' || kind === 'rate') && (
          <NativeSelect label="Bad side" data={sides} {...form.getInputProps('side')} />
        )}
        {kind === 'threshold' && (
          <>
            <NumberInput label={withUnit('Opens beyond')} {...form.getInputProps('open')} />
            <NumberInput
              label={withUnit('Closes at')}
              description="Apart from where it opens, so that it does not flap."
              {...form.getInputProps('close')}
            />
          </>
        )}
        {kind === 'rate' && (
          <>
            <NumberInput label="Away from the mean by more than (%)" min={0} {...form.getInputProps('percent')} />
            <NumberInput
              label="Mean of how many seconds before"
              description={spokenSeconds(Number(overSeconds))}
              min={60}
              max={86_400}
              allowDecimal={false}
              {...form.getInputProps('overSeconds')}
            />
          </>
        )}
        {kind === 'absence' && (
          <NumberInput
            label="Seconds without a sample"
            description={`${spokenSeconds(Number(seconds))} in which the server was watched`}
            min={10}
            max={86_400}
            allowDecimal={false}
            {...form.getInputProps('seconds')}
          />
        )}
        {kind === 'exception' && (
          <NativeSelect
            label="Which exceptions"
            description="Each group of exceptions has alerts and an item of its own."
            data={events}
            {...form.getInputProps('event')}
          />
        )}
        {kind === 'exception' && event === 'often' && (
          <>
            <NumberInput
              label="More than so many times"
              min={1}
              max={10_000}
              allowDecimal={false}
              {...form.getInputProps('count')}
            />
            <NumberInput
              label="Within so many minutes"
              min={1}
              max={1_440}
              allowDecimal={false}
              {...form.getInputProps('minutes')}
            />
          </>
        )}
        {kind === 'hop' && (
          <NativeSelect
            label="Hop"
            description="It opens when this hop is the first to fail."
            data={[
              { value: '', label: 'The path as a whole' },
              ...hopNames.map((name) => ({ value: name, label: hopLabels[name] })),
            ]}
            {...form.getInputProps('hop')}
          />
        )}
      </FormGrid>
    </Section>
  );
};
