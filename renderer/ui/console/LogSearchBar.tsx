import { ActionIcon, CloseButton, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import styles from './LogSearchBar.module.css';
import type { LogSearch } from './useLogSearch.ts';

interface Props {
  readonly search: LogSearch;
  readonly input: RefObject<HTMLInputElement | null>;
  /** Leaves the field, back to the lines. */
  readonly onLeave: () => void;
}

const number = (value: number) => value.toLocaleString('en-GB');

const found = ({ text, matches, truncated, at, searching, failed }: LogSearch): string => {
  if (text === '') return '';
  if (failed) return 'not searched: no answer';
  if (searching) return 'searching…';
  if (matches.length === 0) return 'no line';
  return `${at === null ? '' : `${number(at + 1)} of `}${truncated ? 'the first ' : ''}${number(matches.length)} ${matches.length === 1 ? 'line' : 'lines'}`;
};

/** Search in the log: the field, how many lines hold the text, to the next and the one before. */
export const LogSearchBar = ({ search, input, onLeave }: Props) => {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.shiftKey) search.previous();
      else search.next();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (search.text !== '') search.setText('');
      else onLeave();
    }
  };
  const empty = search.matches.length === 0;
  return (
    <search className={styles.bar}>
      <TextInput
        ref={input}
        aria-label="Search in the log"
        placeholder="Search the log"
        className={styles.field}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={
          search.text !== '' && (
            <CloseButton size="xs" aria-label="Clear the search" onClick={() => search.setText('')} />
          )
        }
        value={search.text}
        maxLength={500}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => search.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={styles.found}>{found(search)}</output>
      <ActionIcon aria-label="Previous match" title="Previous match (N)" disabled={empty} onClick={search.previous}>
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label="Next match" title="Next match (n)" disabled={empty} onClick={search.next}>
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
    </search>
  );
};
