import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { KeyHint } from '../../ui/KeyHint.tsx';
import type { PaletteCommand } from '../../ui/paletteCommand.ts';
import { useReturnFocus } from '../../ui/useReturnFocus.ts';
import { closeOverlay } from './overlay.ts';
import styles from './Palette.module.css';
import { rankCommands } from './rankCommands.ts';

/** More than fits the eye; the rest is found by typing. */
const shownAtMost = 60;

/** The command palette: an input that filters, a list that the arrows walk. Enter does the chosen one, and none of them is dangerous. */
export const Palette = ({ commands }: { readonly commands: readonly PaletteCommand[] }) => {
  useReturnFocus();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const chosenRow = useRef<HTMLDivElement>(null);
  const found = rankCommands(commands, query).slice(0, shownAtMost);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row moves when `at` or the list does
  useEffect(() => {
    chosenRow.current?.scrollIntoView({ block: 'nearest' });
  }, [at, query]);

  const run = (command: PaletteCommand | undefined) => {
    if (command === undefined) return;
    closeOverlay();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (move !== undefined && found.length > 0) {
      event.preventDefault();
      const next = at + move;
      setChosen(
        Math.abs(move) === 1 ? (next + found.length) % found.length : Math.max(0, Math.min(found.length - 1, next)),
      );
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (!event.repeat) run(found[at]);
    }
  };

  return (
    <Modal.Root opened onClose={closeOverlay} size={600} yOffset="12vh">
      <Modal.Overlay />
      <Modal.Content aria-label="Command palette">
        <div className={styles.search}>
          <IconSearch size={16} aria-hidden />
          <input
            // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
            autoFocus
            className={styles.input}
            type="text"
            role="combobox"
            aria-expanded
            aria-controls={list}
            aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
            aria-label="Find a command"
            placeholder="Go to, switch, deploy…"
            spellCheck={false}
            autoComplete="off"
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div id={list} role="listbox" aria-label="Commands" className={styles.list}>
          {found.map((command, index) => {
            const Icon = command.icon;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: see the listbox
              <div
                key={command.id}
                id={`${list}-${index}`}
                ref={index === at ? chosenRow : undefined}
                role="option"
                aria-selected={index === at}
                className={styles.row}
                onClick={() => run(command)}
                onMouseMove={() => setChosen(index)}
              >
                {Icon === undefined ? <span className={styles.noIcon} /> : <Icon size={16} stroke={1.7} aria-hidden />}
                <bdi className={styles.label}>{command.label}</bdi>
                {command.description !== undefined && <span className={styles.description}>{command.description}</span>}
                <span className={styles.group}>{command.group}</span>
                {command.keys !== undefined && <KeyHint keys={command.keys} />}
              </div>
            );
          })}
        </div>
        {found.length === 0 && (
          <p className={styles.none} role="status">
            No command is called that.
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
};
