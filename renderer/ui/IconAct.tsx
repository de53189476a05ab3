import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** What it does: its name, and what hovering shows. */
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** The icon. */
  readonly children: ReactNode;
}

/** A button that is only an icon. */
export const IconAct = ({ label, onClick, disabled = false, children }: Props) => (
  <Tooltip label={label}>
    <ActionIcon aria-label={label} onClick={onClick} disabled={disabled}>
      {children}
    </ActionIcon>
  </Tooltip>
);
