import { Autocomplete, NativeSelect, NumberInput } from '@mantine/core';
import { FormGrid } from '../../../ui/FormGrid.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { SectionProps } from './PlanningForm.tsx';

/** ISO 8601: 1 is Monday. */
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How long sprints are and when they start, how far back figures look, and whose midnight begins a day. */
export const CadenceSection = ({ draft, set, errors }: SectionProps) => (
  <Section title="Sprints" lead="The next sprints are proposed by this; those that are planned stay as they are.">
    <FormGrid>
      <NumberInput
        label="Length in days"
        description="Weekends included: 14 is two weeks"
        min={1}
        max={60}
        allowDecimal={false}
        value={draft.days}
        error={errors['cadence.days']}
        onChange={(days) => set({ days })}
      />
      <NativeSelect
        label="Starts on"
        value={String(draft.startsOn)}
        data={weekdays.map((name, at) => ({ value: String(at + 1), label: name }))}
        onChange={(event) => set({ startsOn: Number(event.currentTarget.value) })}
      />
      <NumberInput
        label="Look back"
        description="Closed sprints that velocity and the alert reserve are made from"
        min={1}
        max={20}
        allowDecimal={false}
        value={draft.lookBack}
        error={errors.lookBack}
        onChange={(lookBack) => set({ lookBack })}
      />
      <Autocomplete
        label="Time zone"
        description="Whose midnight begins a day"
        limit={50}
        value={draft.timeZone}
        error={errors.timeZone}
        data={Intl.supportedValuesOf('timeZone')}
        onChange={(timeZone) => set({ timeZone })}
      />
    </FormGrid>
  </Section>
);
