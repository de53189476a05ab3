import { NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { useId } from 'react';
import { FormGrid } from '../../ui/FormGrid.tsx';
import type { EnvironmentForm } from './environmentForm.ts';
import styles from './HopFields.module.css';

interface Props {
  readonly form: EnvironmentForm;
  readonly at: 'ssh' | 'jump';
}

const kinds = [
  { value: 'agent', label: 'SSH agent' },
  { value: 'key', label: 'Key file' },
  { value: 'password', label: 'Password' },
];

/** How to reach one host and to sign in there. Secrets are no field of it: they go to the vault on the connection page. */
export const HopFields = ({ form, at }: Props) => {
  const kindLabel = useId();
  const auth = form.values[at].auth;
  return (
    <FormGrid>
      <TextInput
        label="Host"
        withAsterisk
        placeholder="app.example.com"
        description="A name, an address, or an alias of ~/.ssh/config"
        {...form.getInputProps(`${at}.host`)}
      />
      <NumberInput
        label="Port"
        withAsterisk
        min={1}
        max={65535}
        allowDecimal={false}
        {...form.getInputProps(`${at}.port`)}
      />
      <TextInput label="User" withAsterisk placeholder="deploy" {...form.getInputProps(`${at}.user`)} />
      <div data-wide className={styles.auth}>
        <span id={kindLabel} className={styles.label}>
          Sign in with
        </span>
        <SegmentedControl aria-labelledby={kindLabel} data={kinds} {...form.getInputProps(`${at}.auth`)} />
      </div>
      {auth === 'key' && (
        <div data-wide>
          <TextInput
            label="Key file"
            withAsterisk
            placeholder="~/.ssh/id_ed25519"
            description="The path of the private key on this machine. Pitwall reads it when it connects and never copies it."
            {...form.getInputProps(`${at}.keyPath`)}
          />
        </div>
      )}
    </FormGrid>
  );
};
