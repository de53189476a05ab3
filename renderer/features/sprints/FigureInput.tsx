import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';

interface Props extends Pick<NumberInputProps, 'suffix' | 'decimalScale' | 'max'> {
  readonly name: string;
  readonly value: number;
  readonly onCommit: (value: number) => void;
}

/** A number that is saved when the field is left or by Enter, so that each keystroke is no act of its own. Esc puts back what was there. */
export const FigureInput = ({ name, value, onCommit, ...rest }: Props) => {
  const [draft, setDraft] = useState<number | string>(value);
  const [from, setFrom] = useState(value);
  if (from !== value) {
    setFrom(value);
    setDraft(value);
  }
  const commit = () => {
    if (typeof draft !== 'number') setDraft(value);
    else if (draft !== value) onCommit(draft);
  };
  return (
    <NumberInput
      aria-label={name}
      min={0}
      clampBehavior="strict"
      hideControls
      {...rest}
      value={draft}
      onChange={setDraft}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape') setDraft(value);
      }}
    />
  );
};
