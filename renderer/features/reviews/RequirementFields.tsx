import { Button, TextInput } from '@mantine/core';
import type { Requirement } from '../../../shared/gates/requirement.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { FoldedRow } from './FoldedRow.tsx';
import { GateConditionFields } from './GateConditionFields.tsx';
import { conditionInWords } from './reviewWords.ts';

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

const inWords = ({ applicableIf, satisfiedIf, overrideIf }: Requirement): string =>
  [
    ...(applicableIf.kind === 'always' ? [] : [`applies when ${conditionInWords[applicableIf.kind]}`]),
    `wants: ${conditionInWords[satisfiedIf.kind]}`,
    ...(overrideIf.kind === 'never' ? ['no override'] : []),
  ].join(' · ');

/** One requirement of the gate: a line, and its fields when it is opened. */
export const RequirementFields = ({ requirement, problem, onChange, onRemove }: Props) => (
  <FoldedRow
    title={requirement.title === '' ? 'New requirement' : requirement.title}
    summary={inWords(requirement)}
    isNew={requirement.title === ''}
    isWrong={problem !== null}
    acts={
      <Button variant="subtle" size="compact-xs" aria-label={`Remove: ${requirement.title}`} onClick={onRemove}>
        Remove
      </Button>
    }
  >
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
  </FoldedRow>
);
