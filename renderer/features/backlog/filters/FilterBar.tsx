import { Button, Menu, TextInput } from '@mantine/core';
import { IconFilterPlus, IconSearch } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import type { ItemFilter } from '../../../../shared/backlog/itemFilter.ts';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { openOnly } from '../listChoice.ts';
import { EstimateRange } from './EstimateRange.tsx';
import styles from './FilterBar.module.css';
import { FilterChip } from './FilterChip.tsx';
import { estimateInWords, isOnlyUnestimated, partsInWords, tickedInWords } from './filterInWords.ts';
import { fieldTitle, filterOptions, type TickedField, tickedFields, withTicked } from './filterOptions.ts';
import { TickList } from './TickList.tsx';

interface Props {
  readonly filter: ItemFilter;
  readonly model: BacklogModel;
  /** `/` puts the cursor here. */
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onChange: (filter: ItemFilter) => void;
}

type AddableField = TickedField | 'estimate' | 'parent' | 'placedByHand';

/** What the list shows: a text, a chip for each condition, and a menu that adds one. */
export const FilterBar = ({ filter, model, search, onChange }: Props) => {
  const [added, setAdded] = useState<TickedField | 'estimate' | null>(null);
  const without = (field: keyof ItemFilter): ItemFilter => {
    const { [field]: _, ...rest } = filter;
    return rest;
  };
  const add = (field: AddableField) => {
    if (field === 'parent') onChange({ ...filter, parent: ['none'] });
    else if (field === 'placedByHand') onChange({ ...filter, placedByHand: true });
    else setAdded(field);
  };
  const open = filter.category !== undefined;
  const addable: readonly AddableField[] = [
    ...tickedFields.filter((field) => filter[field] === undefined && added !== field),
    ...(['estimate', 'parent', 'placedByHand'] as const).filter(
      (field) => filter[field] === undefined && added !== field,
    ),
  ];
  return (
    <search className={styles.bar} aria-label="Filter the backlog">
      <TextInput
        ref={search}
        className={styles.text}
        aria-label="Filter by text"
        placeholder="Key, title or label"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<KeyHint keys={['/']} />}
        value={filter.text ?? ''}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => {
          const text = event.currentTarget.value;
          onChange(text === '' ? without('text') : { ...filter, text });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (filter.text === undefined) event.currentTarget.blur();
          else onChange(without('text'));
        }}
      />
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={open}
        title={open ? 'Done and cancelled items are left out' : 'Done and cancelled items are shown'}
        onClick={() => onChange(open ? without('category') : { ...filter, ...openOnly })}
      >
        Open only
      </button>
      {tickedFields.map(
        (field) =>
          (filter[field] !== undefined || added === field) && (
            <FilterChip
              key={field}
              title={fieldTitle[field]}
              words={filter[field] === undefined ? 'any' : tickedInWords(filter, field, model)}
              opened={added === field}
              onClosed={() => setAdded(null)}
              onRemove={() => {
                setAdded(null);
                onChange(withTicked(filter, field, []));
              }}
            >
              <TickList
                options={filterOptions(field, model)}
                ticked={filter[field] ?? []}
                onChange={(ticked) => onChange(withTicked(filter, field, ticked))}
              />
            </FilterChip>
          ),
      )}
      {(filter.estimate !== undefined || added === 'estimate') && (
        <FilterChip
          title={fieldTitle.estimate}
          words={
            filter.estimate === undefined
              ? 'any or none'
              : isOnlyUnestimated(filter.estimate)
                ? 'none'
                : estimateInWords(filter.estimate)
          }
          opened={added === 'estimate'}
          onClosed={() => setAdded(null)}
          onRemove={() => {
            setAdded(null);
            onChange(without('estimate'));
          }}
        >
          <EstimateRange
            value={filter.estimate ?? { min: null, max: null, none: true }}
            scale={model.scale}
            onChange={(estimate) => onChange({ ...filter, estimate })}
          />
        </FilterChip>
      )}
      {filter.parent !== undefined && (
        <FilterChip
          title={fieldTitle.parent}
          words={partsInWords(filter.parent, model)}
          onRemove={() => onChange(without('parent'))}
        />
      )}
      {filter.placedByHand === true && (
        <FilterChip
          title={fieldTitle.placedByHand}
          words="against the score"
          onRemove={() => onChange(without('placedByHand'))}
        />
      )}
      {addable.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="subtle" color="gray" leftSection={<IconFilterPlus size={15} aria-hidden />}>
              Filter
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {addable.map((field) => (
              <Menu.Item key={field} onClick={() => add(field)}>
                {field === 'parent' ? 'Only what is no part' : fieldTitle[field]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </search>
  );
};
