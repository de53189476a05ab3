import { Button } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { ConnectionMark } from './ConnectionMark.tsx';
import { EnvironmentPills } from './EnvironmentPills.tsx';
import { commandKey } from './frameKeys.ts';
import { OpenAlertsMark } from './OpenAlertsMark.tsx';
import { openOverlay } from './overlay.ts';
import { ProjectSwitcher } from './ProjectSwitcher.tsx';
import { RunningDeploy } from './RunningDeploy.tsx';
import styles from './TopBar.module.css';

interface Props {
  readonly projects: readonly Project[] | undefined;
  readonly project: Project | null;
}

/** The bar over all phases: the project, its environments, what is being deployed, open alerts, the palette, the connection. */
export const TopBar = ({ projects, project }: Props) => (
  <header className={styles.bar}>
    <Link to="/" className={styles.home} aria-label="Pitwall, home">
      <img src="./pitwall.svg" alt="" width={20} height={20} />
    </Link>
    {projects !== undefined && <ProjectSwitcher projects={projects} project={project} />}
    {project?.practice === true && (
      <Link
        to="/range"
        className={styles.practice}
        title="This project lives on the practice range: nothing real is touched"
      >
        practice
      </Link>
    )}
    {project !== null && <EnvironmentPills project={project} />}
    <div className={styles.space} />
    {project !== null && <RunningDeploy project={project} />}
    {project !== null && <OpenAlertsMark project={project} />}
    <Button
      variant="subtle"
      color="gray"
      className={styles.palette}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={<KeyHint keys={[`${commandKey} K`]} />}
      onClick={() => openOverlay('palette')}
      title="Command palette"
    >
      <span className={styles.word}>Find a command</span>
    </Button>
    <ConnectionMark />
  </header>
);
