import { Textarea } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly globs: readonly string[];
  readonly onChange: (globs: readonly string[]) => void;
}

/** Patterns of paths, one a line. Empty lines are passed over; what is typed stays as it is typed. */
export const GlobsField = ({ label, description, globs, onChange }: Props) => {
  const [text, setText] = useState(globs.join('\n'));
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        onChange(
          value
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        );
      }}
    />
  );
};
