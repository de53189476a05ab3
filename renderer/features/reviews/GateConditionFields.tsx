import { Button, NativeSelect, NumberInput } from '@mantine/core';
import {
  type ChecklistCategory,
  type Condition,
  checklistCategories,
  type MachineCheck,
  machineChecks,
} from '../../../shared/gates/condition.ts';
import styles from './GateConditionFields.module.css';
import { GlobsField } from './GlobsField.tsx';
import { categoryTitle, checkTitle, conditionInWords } from './reviewWords.ts';

/** Deeper conditions are kept and shown, but not nested further here. */
const DEPTH_MAX = 3;

type Kind = Condition['kind'];

/** A new condition of a kind, with something in it to begin with. */
const conditionOf = (kind: Kind): Condition => {
  switch (kind) {
    case 'all':
    case 'any':
      return { kind, of: [{ kind: 'no-veto' }] };
    case 'not':
      return { kind, of: { kind: 'no-veto' } };
    case 'touches':
      return { kind, globs: ['**'] };
    case 'branch':
      return { kind, globs: ['hotfix/**'] };
    case 'lines':
      return { kind, atLeast: 200 };
    case 'approvals':
      return { kind, atLeast: 1 };
    case 'checklist':
      return { kind, category: 'quality' };
    case 'machine':
      return { kind, check: 'tests' };
    default:
      return { kind };
  }
};

interface Props {
  readonly label: string;
  readonly condition: Condition;
  readonly depth: number;
  readonly onChange: (condition: Condition) => void;
}

/** A condition, chosen by its words; conditions of conditions below each other. */
export const GateConditionFields = ({ label, condition, depth, onChange }: Props) => {
  const kinds = (Object.keys(conditionInWords) as Kind[]).filter(
    (kind) => depth < DEPTH_MAX || kind === condition.kind || !['all', 'any', 'not'].includes(kind),
  );
  return (
    <div className={styles.condition} data-nested={depth > 0 || undefined}>
      <NativeSelect
        label={label}
        value={condition.kind}
        data={kinds.map((value) => ({ value, label: conditionInWords[value] }))}
        onChange={({ currentTarget: { value } }) => onChange(conditionOf(value as Kind))}
      />
      <Details label={label} condition={condition} depth={depth} onChange={onChange} />
    </div>
  );
};

const Details = ({ label, condition, depth, onChange }: Props) => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return (
        <>
          {condition.of.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part of a condition has no name but its place
            <div key={index} className={styles.part}>
              <GateConditionFields
                label={`${label}, part ${index + 1}`}
                condition={part}
                depth={depth + 1}
                onChange={(next) => onChange({ ...condition, of: condition.of.with(index, next) })}
              />
              {condition.of.length > 1 && (
                <Button
                  variant="subtle"
                  size="compact-xs"
                  aria-label={`Remove part ${index + 1} of: ${label}`}
                  onClick={() => onChange({ ...condition, of: condition.of.toSpliced(index, 1) })}
                >
                  Remove
                </Button>
              )}
            </div>
          ))}
          <div>
            <Button
              variant="subtle"
              size="compact-xs"
              onClick={() => onChange({ ...condition, of: [...condition.of, { kind: 'no-veto' }] })}
            >
              Add a part
            </Button>
          </div>
        </>
      );
    case 'not':
      return (
        <GateConditionFields
          label={`${label}, not`}
          condition={condition.of}
          depth={depth + 1}
          onChange={(next) => onChange({ ...condition, of: next })}
        />
      );
    case 'touches':
    case 'branch':
      return (
        <GlobsField
          label={condition.kind === 'touches' ? 'Files, one pattern a line' : 'Names, one pattern a line'}
          globs={condition.globs}
          onChange={(globs) => onChange({ ...condition, globs })}
        />
      );
    case 'lines':
    case 'approvals':
      return (
        <NumberInput
          label="At least"
          min={condition.kind === 'lines' ? 0 : 1}
          max={condition.kind === 'lines' ? 1_000_000 : 20}
          allowDecimal={false}
          value={condition.atLeast}
          onChange={(value) => onChange({ ...condition, atLeast: Number(value) })}
        />
      );
    case 'checklist':
      return (
        <NativeSelect
          label="Category"
          value={condition.category}
          data={checklistCategories.map((value) => ({ value, label: categoryTitle[value] }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...condition, category: value as ChecklistCategory })}
        />
      );
    case 'machine':
      return (
        <NativeSelect
          label="Check"
          value={condition.check}
          data={machineChecks.map((value) => ({ value, label: checkTitle[value] }))}
          onChange={({ currentTarget: { value } }) => onChange({ ...condition, check: value as MachineCheck })}
        />
      );
    default:
      return null;
  }
};
