import { useEffect, useRef, useState } from 'react';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import { ItemFields, TITLE_MAX } from '../../../../shared/backlog/item.ts';
import { schemaErrors } from '../../../ui/schemaErrors.ts';
import styles from './TitleInput.module.css';

interface Props {
  readonly label: string;
  readonly title: string;
  readonly onPatch: (patch: ItemPatch) => void;
  readonly onExit: (by: 'escape' | 'tab' | 'away' | 'done') => void;
}

const Titled = ItemFields.pick({ title: true });

/** A title to type over. What cannot be a title is not saved and says why. */
export const TitleInput = ({ label, title, onPatch, onExit }: Props) => {
  const [text, setText] = useState(title);
  const [wrong, setWrong] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const left = useRef(false);
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const leave = (by: 'escape' | 'tab' | 'away' | 'done') => {
    if (left.current) return;
    const problem = by === 'escape' ? null : (schemaErrors(Titled, { title: text }).title ?? null);
    if (problem !== null && by !== 'away') return setWrong(problem);
    left.current = true;
    if (by !== 'escape' && problem === null && text.trim() !== title) onPatch({ title: text.trim() });
    onExit(by);
  };
  return (
    <>
      <input
        ref={input}
        className={styles.input}
        aria-label={label}
        aria-invalid={wrong !== null || undefined}
        value={text}
        maxLength={TITLE_MAX}
        dir="auto"
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(null);
        }}
        onBlur={() => leave('away')}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const by = ({ Enter: 'done', Escape: 'escape', Tab: 'tab' } as const)[event.key];
          if (by === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          leave(by);
        }}
      />
      {wrong !== null && (
        <span role="alert" className={styles.wrong}>
          {wrong}
        </span>
      )}
    </>
  );
};
