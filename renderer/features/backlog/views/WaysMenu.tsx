import { ActionIcon, Menu } from '@mantine/core';
import { IconAdjustments, IconDots, IconTransfer, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ProjectId } from '../../../../shared/ids.ts';

const ways = [
  { to: '/p/$project/import', label: 'Import and export', icon: IconTransfer },
  { to: '/p/$project/team', label: 'Team', icon: IconUsers },
  { to: '/p/$project/planning', label: 'Planning settings', icon: IconAdjustments },
] as const;

/** The screens that the backlog is fed and shaped by. */
export const WaysMenu = ({ project }: { readonly project: ProjectId }) => {
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label="Import, team and settings">
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {ways.map(({ to, label, icon: Icon }) => (
          <Menu.Item
            key={to}
            leftSection={<Icon size={15} aria-hidden />}
            onClick={() => void navigate({ to, params: { project } })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
