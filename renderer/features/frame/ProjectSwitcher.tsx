import { Button, Menu, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import styles from './ProjectSwitcher.module.css';

interface Props {
  readonly projects: readonly Project[];
  readonly project: Project | null;
}

/** The project all phases are about, and the way to another one. */
export const ProjectSwitcher = ({ projects, project }: Props) => {
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={styles.button}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {project !== null && <VisuallyHidden>Project</VisuallyHidden>}
          <bdi className="pw-cut">{project?.name ?? 'No project'}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.list}>
          {projects.map((each) => (
            <Menu.Item
              key={each.id}
              aria-current={each.id === project?.id || undefined}
              rightSection={each.practice ? <span className={styles.note}>practice</span> : null}
              leftSection={<code className={styles.key}>{each.key}</code>}
              onClick={() => void navigate({ to: '/p/$project/deploy', params: { project: each.id } })}
            >
              <bdi className={styles.name}>{each.name}</bdi>
            </Menu.Item>
          ))}
        </div>
        {projects.length > 0 && <Menu.Divider />}
        <Menu.Item component={Link} to="/projects">
          All projects
        </Menu.Item>
        <Menu.Item component={Link} to="/start" leftSection={<IconPlus size={14} aria-hidden />}>
          Add a project
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
