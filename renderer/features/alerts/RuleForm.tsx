import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactNode } from 'react';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { LongForm } from '../../ui/LongForm.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConditionFields } from './ConditionFields.tsx';
import { type RuleDraft, ruleDraftErrors, ruleOfDraft } from './ruleDraft.ts';
import { TryRule } from './TryRule.tsx';

interface Props {
  readonly environment: EnvironmentId;
  readonly initial: RuleDraft;
  readonly busy: boolean;
  readonly onSubmit: (settings: RuleSettings) => void;
  /** Above the button: why the last attempt was refused. */
  readonly children?: ReactNode;
}

const reminders = [
  { value: '', label: 'Never' },
  { value: '900', label: 'Every 15 min' },
  { value: '3600', label: 'Every hour' },
  { value: '14400', label: 'Every 4 h' },
  { value: '86400', label: 'Every day' },
];

/** Everything of a rule. It can be tried against what was measured before it is saved. */
export const RuleForm = ({ environment, initial, busy, onSubmit, children }: Props) => {
  const form = useForm<RuleDraft>({ initialValues: initial, validate: ruleDraftErrors, validateInputOnBlur: true });
  const draft = form.values;
  const known = reminders.some(({ value }) => value === draft.remindSeconds);
  const own = { value: draft.remindSeconds, label: `Every ${spokenSeconds(Number(draft.remindSeconds))}` };
  return (
    <LongForm form={form} act="Save the rule" busy={busy} onSubmit={(values) => onSubmit(ruleOfDraft(values))}>
      <Section title="Rule">
        <FormGrid>
          <TextInput label="Name" description="Its alerts are called so, too." {...form.getInputProps('name')} />
          <NativeSelect
            label="Severity"
            description="Critical: somebody must look now."
            data={[
              { value: 'critical', label: 'Critical' },
              { value: 'warning', label: 'Warning' },
            ]}
            {...form.getInputProps('severity')}
          />
        </FormGrid>
        <Switch label="The rule is on" {...form.getInputProps('enabled', { type: 'checkbox' })} />
      </Section>
      <ConditionFields environment={environment} form={form} />
      {draft.kind !== 'exception' && (
        <Section title="How sure it must be">
          <FormGrid>
            <NumberInput
              label="Bad readings in a row that open it"
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps('openAfter')}
            />
            <NumberInput
              label="Good readings in a row that close it"
              min={1}
              max={100}
              allowDecimal={false}
              {...form.getInputProps('closeAfter')}
            />
            <NumberInput
              label="Seconds it must be bad before it opens"
              description={`${spokenSeconds(Number(draft.forSeconds))}; time nobody measured does not count`}
              min={0}
              max={86_400}
              allowDecimal={false}
              {...form.getInputProps('forSeconds')}
            />
          </FormGrid>
        </Section>
      )}
      <Section title="What follows">
        <FormGrid>
          <NativeSelect
            label="Remind until somebody takes it"
            data={known ? reminders : [...reminders, own]}
            {...form.getInputProps('remindSeconds')}
          />
        </FormGrid>
        <Switch
          label="Make a backlog item of it"
          description="One for each cause: when it happens again, that item gets a comment and more urgency."
          {...form.getInputProps('makesItem', { type: 'checkbox' })}
        />
      </Section>
      <TryRule environment={environment} draft={draft} />
      {children}
    </LongForm>
  );
};
