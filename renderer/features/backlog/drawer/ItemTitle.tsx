import { Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import { type Item, ItemFields, TITLE_MAX } from '../../../../shared/backlog/item.ts';
import { schemaErrors } from '../../../ui/schemaErrors.ts';
import styles from './ItemTitle.module.css';

interface Props {
  readonly item: Item;
  readonly onPatch: (patch: ItemPatch) => void;
}

const Titled = ItemFields.pick({ title: true });

/** The title, to read and to type over. */
export const ItemTitle = ({ item, onPatch }: Props) => {
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const leave = (save: boolean) => {
    if (text === null) return;
    const problem = save ? (schemaErrors(Titled, { title: text }).title ?? null) : null;
    setWrong(problem);
    if (problem !== null) return;
    setText(null);
    if (save && text.trim() !== item.title) onPatch({ title: text.trim() });
    requestAnimationFrame(() => button.current?.focus());
  };
  if (text === null)
    return (
      <h2 className={styles.title} dir="auto">
        <button
          ref={button}
          type="button"
          className={styles.button}
          title="Edit the title"
          onClick={() => setText(item.title)}
        >
          {item.title}
        </button>
      </h2>
    );
  return (
    <Textarea
      aria-label={`Title of ${item.key}`}
      autosize
      minRows={1}
      maxRows={8}
      autoFocus
      dir="auto"
      maxLength={TITLE_MAX}
      value={text}
      error={wrong}
      onChange={(event) => setText(event.currentTarget.value.replaceAll('\n', ' '))}
      onBlur={() => leave(true)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
        event.preventDefault();
        event.stopPropagation();
        leave(event.key === 'Enter');
      }}
    />
  );
};
