import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FilterOption } from './filterOptions.ts';
import styles from './TickList.module.css';

interface Props {
  readonly options: readonly FilterOption[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: string[]) => void;
}

/** From so many values on they are searched. */
const SEARCH_FROM = 9;
/** Drawn at most: nobody reads more, and a project may have a thousand labels. */
const DRAWN = 100;

/** Values to tick, with a search where there are many; the ticked ones first. */
export const TickList = ({ options, ticked, onChange }: Props) => {
  const [query, setQuery] = useState('');
  const [first] = useState(() => new Set(ticked));
  const words = query.trim().toLowerCase();
  const found = options
    .filter(({ label }) => label.toLowerCase().includes(words))
    .toSorted((one, other) => Number(first.has(other.value)) - Number(first.has(one.value)));
  const toggle = (value: string) =>
    onChange(ticked.includes(value) ? ticked.filter((each) => each !== value) : [...ticked, value]);
  return (
    <div className={styles.list}>
      {options.length >= SEARCH_FROM && (
        <TextInput
          aria-label="Search the values"
          placeholder="Search"
          value={query}
          data-autofocus
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <div className={styles.values}>
        {found.slice(0, DRAWN).map(({ value, label }) => (
          <Checkbox
            key={value}
            label={<bdi>{label}</bdi>}
            checked={ticked.includes(value)}
            onChange={() => toggle(value)}
          />
        ))}
        {found.length === 0 && <p>Nothing is called that.</p>}
        {found.length > DRAWN && <p>{found.length - DRAWN} more: search for them.</p>}
      </div>
    </div>
  );
};
