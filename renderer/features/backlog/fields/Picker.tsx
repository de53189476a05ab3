import { Combobox, useCombobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import styles from './Picker.module.css';
import type { PickOption } from './pickedFields.ts';

interface Props {
  /** What is picked, for screen readers: "Status of TR-12". */
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly picked: readonly string[];
  readonly onPick: (value: string) => void;
  /** Left without another pick. `by` says how: Tab goes on to the next field. */
  readonly onClose: (by: 'escape' | 'tab' | 'away') => void;
  /** Offers what was typed when nothing is called so. */
  readonly create?: (text: string) => PickOption | null;
  /** Stays open after a pick, for several values. */
  readonly many?: boolean;
}

/** Drawn at most: who wants another types a letter. */
const DRAWN = 80;

/** A list to pick from by typing, arrows or pointer, open from the start. Enter picks, Esc leaves all as it was. */
export const Picker = ({ label, options, picked, onPick, onClose, create, many = false }: Props) => {
  const [query, setQuery] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const closed = useRef(false);
  const close = (by: 'escape' | 'tab' | 'away') => {
    if (closed.current) return;
    closed.current = true;
    onClose(by);
  };
  const combobox = useCombobox({ defaultOpened: true });
  const words = query.trim().toLowerCase();
  const matching = options.filter((option) => option.label.toLowerCase().includes(words));
  // What begins with what was typed comes first: "5" means 5 and not 0.5.
  const found =
    words === '' ? matching : matching.toSorted((a, b) => Number(starts(b, words)) - Number(starts(a, words)));
  const made = words === '' || create === undefined ? null : create(query.trim());
  const shown = made === null ? found.slice(0, DRAWN) : [...found.slice(0, DRAWN), made];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first fitting line is chosen whenever the lines change
  useEffect(() => {
    if (words !== '') combobox.selectFirstOption();
    else combobox.selectActiveOption();
  }, [words, options.length]);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      width="max-content"
      shadow="md"
      onOptionSubmit={(value) => {
        onPick(value);
        setQuery('');
        if (!many) closed.current = true;
      }}
    >
      <Combobox.Target>
        <input
          ref={input}
          className={styles.input}
          data-autofocus
          aria-label={label}
          value={query}
          placeholder={options.find(({ value }) => value === picked[0])?.label ?? ''}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onBlur={() => close('away')}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Tab') return;
            event.preventDefault();
            event.stopPropagation();
            close(event.key === 'Tab' ? 'tab' : 'escape');
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown className={styles.dropdown}>
        <Combobox.Options className={styles.options} aria-label={label}>
          {shown.map(({ value, label: name, hint }) => (
            <Combobox.Option key={value} value={value} active={picked.includes(value)} className={styles.option}>
              <span className={styles.check}>
                {picked.includes(value) && <IconCheck size={14} aria-label="chosen" />}
              </span>
              <bdi className={styles.name}>{name}</bdi>
              {hint !== undefined && <span className={styles.hint}>{hint}</span>}
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>Nothing is called that.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};

const starts = (option: PickOption, words: string): boolean => option.label.toLowerCase().startsWith(words);
