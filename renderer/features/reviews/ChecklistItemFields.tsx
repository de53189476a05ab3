import { Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import {
  type ChecklistCategory,
  checklistCategories,
  type MachineCheck,
  machineChecks,
} from '../../../shared/gates/condition.ts';
import type { ChecklistItem } from '../../../shared/reviews/checklist.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { FoldedRow } from './FoldedRow.tsx';
import { GlobsField } from './GlobsField.tsx';
import { categoryTitle, checkTitle } from './reviewWords.ts';

/** Changed lines that must be covered until somebody says otherwise. */
const THRESHOLD = 0.8;

interface Props {
  readonly item: ChecklistItem;
  readonly problem: string | null;
  readonly onChange: (item: ChecklistItem) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}

const inWords = ({ category, machine, required, globs }: ChecklistItem): string =>
  [
    categoryTitle[category],
    machine === null ? 'a person answers' : `Pitwall answers: ${checkTitle[machine]}`,
    ...(required ? [] : ['optional']),
    ...(globs.length === 0 ? [] : [`only ${globs.join(' ')}`]),
  ].join(' · ');

/** One point of the checklist: a line, and its fields when it is opened. */
export const ChecklistItemFields = ({ item, problem, onChange, onMove, onRemove }: Props) => (
  <FoldedRow
    title={item.title === '' ? 'New point' : item.title}
    summary={inWords(item)}
    isNew={item.title === ''}
    isWrong={problem !== null}
    acts={
      <>
        <Button variant="subtle" size="compact-xs" aria-label={`Move up: ${item.title}`} onClick={() => onMove(-1)}>
          <IconArrowUp size={14} aria-hidden />
        </Button>
        <Button variant="subtle" size="compact-xs" aria-label={`Move down: ${item.title}`} onClick={() => onMove(1)}>
          <IconArrowDown size={14} aria-hidden />
        </Button>
        <Button variant="subtle" size="compact-xs" aria-label={`Remove: ${item.title}`} onClick={onRemove}>
          Remove
        </Button>
      </>
    }
  >
    <FormGrid>
      <div data-wide>
        <TextInput
          label="Point"
          maxLength={300}
          value={item.title}
          error={problem}
          onChange={({ currentTarget: { value } }) => onChange({ ...item, title: value })}
        />
      </div>
      <NativeSelect
        label="Category"
        value={item.category}
        data={checklistCategories.map((value) => ({ value, label: categoryTitle[value] }))}
        onChange={({ currentTarget: { value } }) => onChange({ ...item, category: value as ChecklistCategory })}
      />
      <NativeSelect
        label="Answered by"
        value={item.machine ?? ''}
        data={[
          { value: '', label: 'A person' },
          ...machineChecks.map((value) => ({ value, label: `Pitwall: ${checkTitle[value]}` })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const machine = value === '' ? null : (value as MachineCheck);
          onChange({ ...item, machine, threshold: machine === 'coverage' ? (item.threshold ?? THRESHOLD) : null });
        }}
      />
      {item.machine === 'coverage' && (
        <NumberInput
          label="Changed lines covered, at least"
          suffix=" %"
          min={0}
          max={100}
          value={Math.round((item.threshold ?? THRESHOLD) * 100)}
          onChange={(value) => onChange({ ...item, threshold: Math.min(1, Math.max(0, Number(value) / 100)) })}
        />
      )}
      <GlobsField
        label="Only for these files"
        description="One pattern a line, e.g. app/**/*.py; none: all files."
        globs={item.globs}
        onChange={(globs) => onChange({ ...item, globs: [...globs] })}
      />
      <Textarea
        label="What to look at"
        autosize
        minRows={1}
        maxLength={2000}
        value={item.help}
        onChange={({ currentTarget: { value } }) => onChange({ ...item, help: value })}
      />
    </FormGrid>
    <Checkbox
      label="Required"
      checked={item.required}
      onChange={({ currentTarget: { checked } }) => onChange({ ...item, required: checked })}
    />
  </FoldedRow>
);
