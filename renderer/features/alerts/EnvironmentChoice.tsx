import { NativeSelect } from '@mantine/core';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { Environment } from '../../../shared/projects/environment.ts';

interface Props {
  readonly environments: readonly Environment[];
  readonly shown: EnvironmentId;
  readonly onChoose: (environment: EnvironmentId) => void;
}

/** Which environment a screen is about. */
export const EnvironmentChoice = ({ environments, shown, onChoose }: Props) => (
  <NativeSelect
    aria-label="Environment"
    value={shown}
    onChange={({ currentTarget: { value } }) => onChoose(EnvironmentId.parse(value))}
    data={environments.map(({ id, name }) => ({ value: id, label: name }))}
  />
);
