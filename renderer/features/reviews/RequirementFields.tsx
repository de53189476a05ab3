import { Button, TextInput } from '@mantine/core';
import type { Requirement } from '../../../shared/gates/requirement.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { GateConditionFields } from './GateConditionFields.tsx';
import styles from './ReviewSettingsForm.module.css';

interface Props {
  readonly requirement: Requirement;
  readonly problem: string | null;
  readonly onChange: (requirement: Requirement) => void;
  readonly onRemove: () => void;
}

const parts = [
  ['applicableIf', 'Applies when'],
  ['satisfiedIf', 'Satisfied when'],
  ['overrideIf', 'May be overridden when'],
] as const;

/** The fields of one requirement of the gate. */
export const RequirementFields = ({ requirement, problem, onChange, onRemove }: Props) => (
  <li className={styles.row} aria-label={requirement.title === '' ? 'New requirement' : requirement.title}>
    <TextInput
      label="Requirement"
      maxLength={200}
      value={requirement.title}
      error={problem}
      onChange={({ currentTarget: { value } }) => onChange({ ...requirement, title: value })}
    />
    <FormGrid>
      {parts.map(([name, label]) => (
        <GateConditionFields
          key={name}
          label={label}
          condition={requirement[name]}
          depth={0}
          onChange={(condition) => onChange({ ...requirement, [name]: condition })}
        />
      ))}
    </FormGrid>
    <div className={styles.rowActs}>
      <Button variant="subtle" size="compact-xs" aria-label={`Remove: ${requirement.title}`} onClick={onRemove}>
        Remove
      </Button>
    </div>
  </li>
);
