import { ActionIcon, Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { StatusCategory, StatusNeed } from '../../../../shared/backlog/workflow.ts';
import { categoryName } from '../../../ui/categoryName.ts';
import type { StatusDraft } from './planningDraft.ts';
import styles from './StatusEditor.module.css';

interface Props {
  readonly status: StatusDraft;
  readonly at: number;
  readonly count: number;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<StatusDraft>) => void;
  readonly onShift: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

const needName: Readonly<Record<StatusNeed, string>> = {
  reason: 'a reason',
  estimate: 'an estimate',
  assignee: 'an assignee',
};

/** One status: its name and meaning, how many items may be in it, and what an item needs to get in. */
export const StatusEditor = ({ status, at, count, errors, onChange, onShift, onRemove }: Props) => {
  const name = status.name.trim() === '' ? `status ${String(at + 1)}` : status.name;
  const error = (field: string) => errors[`workflow.${String(at)}.${field}`];
  const toggle = (need: StatusNeed) =>
    onChange({
      needs: status.needs.includes(need) ? status.needs.filter((each) => each !== need) : [...status.needs, need],
    });
  return (
    <fieldset className={styles.status} aria-label={name}>
      <TextInput
        label="Name"
        value={status.name}
        error={error('name')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label="Category"
        value={status.category}
        data={StatusCategory.options.map((category) => ({ value: category, label: categoryName[category] }))}
        onChange={(event) => onChange({ category: StatusCategory.parse(event.currentTarget.value) })}
      />
      <NumberInput
        label="WIP limit"
        placeholder="none"
        min={1}
        max={999}
        allowDecimal={false}
        value={status.wipLimit}
        error={error('wipLimit')}
        onChange={(wipLimit) => onChange({ wipLimit })}
      />
      <div className={styles.needs}>
        <span className={styles.label}>Needs</span>
        {StatusNeed.options.map((need) => (
          <Checkbox
            key={need}
            label={needName[need]}
            checked={status.needs.includes(need)}
            onChange={() => toggle(need)}
          />
        ))}
      </div>
      <div className={styles.acts}>
        <ActionIcon aria-label={`Move ${name} up`} disabled={at === 0} onClick={() => onShift(-1)}>
          <IconArrowUp size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Move ${name} down`} disabled={at === count - 1} onClick={() => onShift(1)}>
          <IconArrowDown size={15} aria-hidden />
        </ActionIcon>
        <ActionIcon aria-label={`Remove ${name}`} onClick={onRemove}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
    </fieldset>
  );
};
