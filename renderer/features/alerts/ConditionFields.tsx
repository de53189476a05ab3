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
];

const sides = [
  { value: 'above', label: 'Above is bad' },
  { value: 'below', label: 'Below is bad' },
];

/** What a rule looks at, with the units of what is measured. */
export const ConditionFields = ({ environment, form }: Props) => {
  const { data: names = [] } = useQuery(api.monitor.seriesNames.queryOptions({ input: { environment } }));
  const { kind, series, overSeconds, seconds } = form.values;
  const unit = seriesUnit(series);
  const withUnit = (label: string) => (unit === '' ? label : `${label} (${unit})`);
  const seriesField = (
    <NativeSelect
      label="What is measured"
      data={seriesChoices(names, series).map((choice) => ({ ...choice }))}
      {...form.getInputProps('series')}
    />
  );
  return (
    <Section title="What it looks at">
      <FormGrid>
        <NativeSelect label="Kind" data={kinds} {...form.getInputProps('kind')} />
        {kind !== 'hop' && seriesField}
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
