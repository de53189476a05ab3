import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { QaSettings } from '../../../shared/qa/qaSettings.ts';
import { Callout } from '../../ui/Callout.tsx';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { LongForm } from '../../ui/LongForm.tsx';
import { Section } from '../../ui/Section.tsx';
import mono from './qaForm.module.css';
import { draftOfSettings, type SettingsDraft, settingsErrors, settingsOfDraft } from './settingsDraft.ts';

interface Props {
  readonly initial: QaSettings;
  readonly version: number;
  /** Whether the gate is on as the settings are now. */
  readonly gated: boolean;
  readonly environments: readonly Environment[];
  readonly busy: boolean;
  readonly onSubmit: (settings: QaSettings, seen: number) => void;
  /** Above the button: why the last attempt was refused. */
  readonly children?: ReactNode;
}

export const QaSettingsForm = ({ initial, version, gated, environments, busy, onSubmit, children }: Props) => {
  // What the form began with: what comes from another window meanwhile must not pass for seen.
  const [seen] = useState(version);
  const form = useForm<SettingsDraft>({
    initialValues: draftOfSettings(initial),
    validate: settingsErrors,
    validateInputOnBlur: true,
  });
  const draft = form.values;
  const choosePlace = (value: string) => {
    const environment = environments.find(({ id }) => id === value);
    form.setFieldValue('place', value);
    if (environment !== undefined) form.setFieldValue('folder', environment.repositoryPath);
  };
  const seconds = Number(draft.timeLimitSeconds);
  return (
    <LongForm
      form={form}
      act="Save the settings"
      busy={busy}
      onSubmit={(values) => onSubmit(settingsOfDraft(values), seen)}
    >
      <Section title="Test command">
        <Callout tone="info">
          It is the project’s own code and runs as you: on this machine in a fresh checkout that is removed afterwards,
          or over SSH. It gets nothing of Pitwall’s environment, and secrets are masked in what it prints.
        </Callout>
        <Textarea
          label="Command"
          description="For sh; several lines are one script. Empty: there is none."
          placeholder="npm ci && npm test"
          classNames={{ input: mono.mono }}
          autosize
          minRows={2}
          maxRows={12}
          {...form.getInputProps('command')}
        />
        <FormGrid>
          <NativeSelect
            label="Where it runs"
            data={[
              { value: 'checkout', label: 'In a checkout on this machine' },
              ...environments.map(({ id, name }) => ({ value: id, label: `On ${name}, over SSH` })),
            ]}
            {...form.getInputProps('place')}
            onChange={({ currentTarget: { value } }) => choosePlace(value)}
          />
          <NumberInput
            label="Time limit in seconds"
            description={Number.isFinite(seconds) && seconds > 0 ? spokenSeconds(seconds) : undefined}
            min={1}
            max={86_400}
            allowDecimal={false}
            {...form.getInputProps('timeLimitSeconds')}
          />
        </FormGrid>
        {draft.place !== 'checkout' && (
          <TextInput
            label="Folder on the server"
            description="As a git checkout it must be at the revision under test. Let the tests write where git ignores it: a deploy wants a clean tree."
            classNames={{ input: mono.mono }}
            {...form.getInputProps('folder')}
          />
        )}
        <FormGrid>
          <Textarea
            label="JUnit files it writes"
            description="One path a line: * within a name, ** over folders."
            placeholder="reports/**/*.xml"
            classNames={{ input: mono.mono }}
            autosize
            minRows={2}
            {...form.getInputProps('junit')}
          />
          <Textarea
            label="Coverage files it writes"
            description="lcov or Cobertura, one path a line."
            placeholder="coverage/lcov.info"
            classNames={{ input: mono.mono }}
            autosize
            minRows={2}
            {...form.getInputProps('coverage')}
          />
        </FormGrid>
      </Section>
      <Section
        title="Deploy gate"
        lead="A gated deploy to production wants every change in it reviewed, and a finished QA run of its revision with all required cases passed. It can be overridden, with a reason. Staging is never gated."
      >
        <FormGrid>
          <NativeSelect
            label="Production is gated"
            description={gated ? 'As saved now: it is.' : 'As saved now: it is not.'}
            data={[
              { value: 'default', label: 'With a repository (default)' },
              { value: 'on', label: 'Always' },
              { value: 'off', label: 'Never' },
            ]}
            {...form.getInputProps('gate')}
          />
          <NativeSelect
            label="Commits that belong to no change"
            description="Somebody pushed past the review."
            data={[
              { value: 'warn', label: 'Are said on the confirm page' },
              { value: 'stop', label: 'Stop the deploy' },
            ]}
            {...form.getInputProps('untracked')}
          />
        </FormGrid>
      </Section>
      {children}
    </LongForm>
  );
};
