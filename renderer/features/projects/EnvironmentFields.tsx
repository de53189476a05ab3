import { Checkbox, NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { Section } from '../../ui/Section.tsx';
import { ConfiguredHosts } from './ConfiguredHosts.tsx';
import type { EnvironmentForm } from './environmentForm.ts';
import { HopFields } from './HopFields.tsx';

const tiers = [
  { value: 'staging', label: 'Staging' },
  { value: 'production', label: 'Production' },
  { value: 'other', label: 'Other' },
];

const limitTitles = {
  preflight: 'Preflight',
  pull: 'Pull',
  sync: 'Sync files',
  restart: 'Restart',
  reload: 'Reload nginx',
  health: 'Health check',
} as const;
const limitNames = Object.keys(limitTitles) as (keyof typeof limitTitles)[];

interface Props {
  readonly form: EnvironmentForm;
}

const Identity = ({ form }: Props) => (
  <Section title="Environment">
    <FormGrid>
      <TextInput label="Name" withAsterisk placeholder="staging" {...form.getInputProps('name')} />
      <NativeSelect label="Tier" data={tiers} {...form.getInputProps('tier')} />
      <div data-wide>
        <Switch
          label="Protected: a deploy wants this environment's name typed"
          {...form.getInputProps('protected', { type: 'checkbox' })}
        />
      </div>
    </FormGrid>
  </Section>
);

const Server = ({ form }: Props) => (
  <Section
    title="Server"
    lead="Where Pitwall signs in over SSH. Passphrases and passwords are not part of these settings: they are given on the connection page and kept apart."
    actions={<ConfiguredHosts form={form} />}
  >
    <HopFields form={form} at="ssh" />
    <Switch label="Reach it through a jump host" {...form.getInputProps('viaJump', { type: 'checkbox' })} />
    {form.values.viaJump && <HopFields form={form} at="jump" />}
  </Section>
);

const Delivery = ({ form }: Props) => (
  <Section
    title="What is deployed, and where"
    lead="In place: the branch is pulled into the checkout, and what changed is copied into the app folder with rsync."
  >
    <FormGrid>
      <TextInput label="Branch" withAsterisk {...form.getInputProps('branch')} />
      <TextInput
        label="Checkout"
        withAsterisk
        placeholder="/srv/app/repository"
        {...form.getInputProps('repositoryPath')}
      />
      <TextInput label="App folder" withAsterisk placeholder="/srv/app/current" {...form.getInputProps('appPath')} />
      <TextInput label="App's systemd unit" withAsterisk placeholder="app.service" {...form.getInputProps('unit')} />
      <TextInput label="nginx's systemd unit" withAsterisk {...form.getInputProps('nginxUnit')} />
      <div data-wide>
        <Textarea
          label="Never touch in the app folder"
          description="rsync exclude patterns, one a line, e.g. .env or venv/"
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          {...form.getInputProps('exclude')}
        />
      </div>
      <div data-wide>
        <Checkbox
          label="Remove files from the app folder that the repository no longer has"
          {...form.getInputProps('delete', { type: 'checkbox' })}
        />
      </div>
    </FormGrid>
  </Section>
);

const HealthCheck = ({ form }: Props) => (
  <Section
    title="Health check"
    lead="Asked after each deploy, from the inside out. The deploy has succeeded only when they answer."
  >
    <FormGrid>
      <TextInput
        label="App"
        withAsterisk
        placeholder="http://127.0.0.1:9008/health"
        description="Asked on the server, past nginx"
        {...form.getInputProps('health.appUrl')}
      />
      <TextInput
        label="nginx"
        withAsterisk
        placeholder="http://127.0.0.1:8008/health"
        description="Asked on the server, through nginx"
        {...form.getInputProps('health.nginxUrl')}
      />
      <TextInput
        label="Public address"
        placeholder="https://example.com/health"
        description="Asked from this machine; empty when there is none"
        {...form.getInputProps('health.publicUrl')}
      />
      <NumberInput
        label="Status expected"
        min={100}
        max={599}
        allowDecimal={false}
        {...form.getInputProps('health.expectStatus')}
      />
      <NumberInput
        label="Passes in a row"
        min={1}
        max={100}
        allowDecimal={false}
        {...form.getInputProps('health.passes')}
      />
      <NumberInput
        label="Between two checks"
        suffix=" s"
        min={0.05}
        max={60}
        step={0.5}
        {...form.getInputProps('health.intervalSeconds')}
      />
      <NumberInput
        label="Give up after"
        suffix=" s"
        min={1}
        max={86400}
        allowDecimal={false}
        {...form.getInputProps('health.timeoutSeconds')}
      />
    </FormGrid>
  </Section>
);

const Limits = ({ form }: Props) => (
  <Section
    title="Time limits"
    lead="A step that takes longer is ended and the deploy fails there, with the step named."
  >
    <FormGrid>
      {limitNames.map((name) => (
        <NumberInput
          key={name}
          label={limitTitles[name]}
          suffix=" s"
          min={1}
          max={86400}
          allowDecimal={false}
          {...form.getInputProps(`limits.${name}`)}
        />
      ))}
    </FormGrid>
  </Section>
);

/** Every field of an environment, in the order in which one would explain it. */
export const EnvironmentFields = ({ form }: Props) => (
  <>
    <Identity form={form} />
    <Server form={form} />
    <Delivery form={form} />
    <HealthCheck form={form} />
    <Limits form={form} />
  </>
);
