import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './CodeBlock.module.css';
import { useCopied } from './useCopied.ts';

interface Props {
  readonly text: string;
  /** What the text is, e.g. "sudoers lines"; names the block and its copy button. */
  readonly what: string;
  /** Lets long lines wrap; commands keep their lines and scroll. */
  readonly wrap?: boolean;
}

/** Text to read exactly and to copy: commands, rules, files. Shown as text, whatever it holds. */
export const CodeBlock = ({ text, what, wrap = false }: Props) => {
  const { copied, copy } = useCopied(text, what);
  return (
    <figure className={styles.block} aria-label={what}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe scrollable-region-focusable) */}
      <pre className={styles.text} data-wrap={wrap || undefined} tabIndex={0}>
        {text}
      </pre>
      <Button
        className={styles.copy}
        variant="default"
        size="compact-xs"
        leftSection={copied ? <IconCheck size={13} aria-hidden /> : <IconCopy size={13} aria-hidden />}
        onClick={copy}
        aria-label={`${copied ? 'Copied' : 'Copy'} ${what}`}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </figure>
  );
};
