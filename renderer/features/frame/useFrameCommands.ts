import { useMantineColorScheme } from '@mantine/core';
import {
  IconAdjustments,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowsExchange,
  IconFileExport,
  IconGitBranch,
  IconKeyboard,
  IconListCheck,
  IconMoon,
  IconPencil,
  IconPlugConnected,
  IconPlus,
  IconRocket,
  IconSettings,
  IconTargetArrow,
  IconTransfer,
  IconUsers,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Project } from '../../../shared/projects/project.ts';
import type { PaletteCommand } from '../../ui/paletteCommand.ts';
import { takeBack } from '../../ui/takeBack.tsx';
import { commandKey } from './frameKeys.ts';
import { openOverlay } from './overlay.ts';
import { rail, siteEntries } from './railEntries.ts';
import { useExportProject } from './useExportProject.ts';

const goCommands = (navigate: ReturnType<typeof useNavigate>, project: Project | null): readonly PaletteCommand[] => [
  ...(project === null
    ? []
    : [
        ...rail.flatMap(({ phase, entries }) =>
          entries.map(({ to, name, letter, icon }) => ({
            id: `go ${to}`,
            group: 'Go to',
            label: `Go to ${name}`,
            keywords: phase === null ? [] : [phase],
            icon,
            keys: ['G', letter],
            run: () => void navigate({ to, params: { project: project.id } }),
          })),
        ),
        {
          id: 'go patterns',
          group: 'Go to',
          label: 'Go to Pattern rules',
          keywords: ['Build', 'async', 'ruff', 'lint', 'baseline'],
          icon: IconListCheck,
          run: () => void navigate({ to: '/p/$project/build/patterns', params: { project: project.id } }),
        },
      ]),
  ...siteEntries.map(({ to, name, letter }) => ({
    id: `go ${to}`,
    group: 'Go to',
    label: to === '/range' ? 'Open the practice range' : `Go to ${name}`,
    icon: to === '/range' ? IconTargetArrow : IconSettings,
    keys: ['G', letter],
    run: () => void navigate({ to }),
  })),
];

/** The screens of planning that the rail does not name, and taking back what was done. */
const planCommands = (navigate: ReturnType<typeof useNavigate>, project: Project): readonly PaletteCommand[] => [
  {
    id: 'new item',
    group: 'Plan',
    label: 'New item',
    keywords: ['feature', 'bug', 'debt', 'create', 'add'],
    icon: IconPlus,
    run: () => void navigate({ to: '/p/$project/backlog', params: { project: project.id }, search: { add: true } }),
  },
  {
    id: 'start work',
    group: 'Build',
    label: 'Start work on an item…',
    description: 'makes its branch',
    keywords: ['branch', 'begin', 'git'],
    icon: IconGitBranch,
    run: () => void navigate({ to: '/p/$project/build', params: { project: project.id }, search: { start: true } }),
  },
  {
    id: 'repository',
    group: 'Build',
    label: 'Go to Repository settings',
    keywords: ['git', 'clone', 'github', 'origin'],
    icon: IconSettings,
    run: () => void navigate({ to: '/p/$project/build/repository', params: { project: project.id } }),
  },
  ...(
    [
      ['team', '/p/$project/team', 'Go to Team', ['members', 'capacity', 'days off'], IconUsers],
      [
        'planning',
        '/p/$project/planning',
        'Go to Planning settings',
        ['scale', 'workflow', 'weights'],
        IconAdjustments,
      ],
      ['import', '/p/$project/import', 'Import and export items', ['csv', 'jira', 'linear', 'github'], IconTransfer],
    ] as const
  ).map(([id, to, label, keywords, icon]) => ({
    id: `plan ${id}`,
    group: 'Plan',
    label,
    keywords,
    icon,
    run: () => void navigate({ to, params: { project: project.id } }),
  })),
  ...(['undo', 'redo'] as const).map((way) => ({
    id: way,
    group: 'Plan',
    label: way === 'undo' ? 'Undo the last act of planning' : 'Redo the act of planning that was undone',
    icon: way === 'undo' ? IconArrowBackUp : IconArrowForwardUp,
    keys: way === 'undo' ? [commandKey, 'Z'] : [commandKey, 'Shift', 'Z'],
    run: () => void takeBack(project.id, way),
  })),
];

/** What deploys: each leads to the confirm page, which lists everything first. */
const projectCommands = (
  navigate: ReturnType<typeof useNavigate>,
  project: Project,
  exportProject: (project: Project) => void,
): readonly PaletteCommand[] => [
  ...project.environments.map((environment) => ({
    id: `deploy ${environment.id}`,
    group: 'Deploy',
    label: `Deploy to ${environment.name}…`,
    description: 'opens the confirm page',
    keywords: ['release', 'ship'],
    icon: IconRocket,
    run: () =>
      void navigate({
        to: '/p/$project/deploy/$environment/confirm',
        params: { project: project.id, environment: environment.id },
      }),
  })),
  ...project.environments.map((environment) => ({
    id: `test ${environment.id}`,
    group: 'Project',
    label: `Test the connection to ${environment.name}`,
    icon: IconPlugConnected,
    run: () =>
      void navigate({
        to: '/projects/$project/environments/$environment/connection',
        params: { project: project.id, environment: environment.id },
      }),
  })),
  {
    id: 'edit project',
    group: 'Project',
    label: `Edit project ${project.name}`,
    icon: IconPencil,
    run: () => void navigate({ to: '/projects/$project', params: { project: project.id } }),
  },
  {
    id: 'export project',
    group: 'Project',
    label: `Export project ${project.name} as a YAML file`,
    keywords: ['save', 'download'],
    icon: IconFileExport,
    run: () => exportProject(project),
  },
];

/** Every command that exists now: the project's first, then the ways to go. */
export const useFrameCommands = (projects: readonly Project[], project: Project | null): readonly PaletteCommand[] => {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const exportProject = useExportProject();
  return useMemo(
    () => [
      ...(project === null
        ? []
        : [...projectCommands(navigate, project, exportProject), ...planCommands(navigate, project)]),
      ...goCommands(navigate, project),
      ...projects
        .filter(({ id }) => id !== project?.id)
        .map((other) => ({
          id: `switch ${other.id}`,
          group: 'Switch',
          label: `Switch to ${other.name}`,
          keywords: [other.key],
          icon: IconArrowsExchange,
          run: () => void navigate({ to: '/p/$project/deploy', params: { project: other.id } }),
        })),
      {
        id: 'add project',
        group: 'Project',
        label: 'Add a project',
        keywords: ['new', 'create', 'import', 'preset'],
        icon: IconPlus,
        run: () => void navigate({ to: '/start' }),
      },
      ...(['dark', 'light', 'auto'] as const).map((scheme) => ({
        id: `theme ${scheme}`,
        group: 'Theme',
        label: scheme === 'auto' ? 'Theme: as the system has it' : `Theme: ${scheme}`,
        icon: IconMoon,
        run: () => setColorScheme(scheme),
      })),
      {
        id: 'keys',
        group: 'Help',
        label: 'List the keys',
        icon: IconKeyboard,
        keys: ['?'],
        run: () => openOverlay('keys'),
      },
    ],
    [projects, project, navigate, setColorScheme, exportProject],
  );
};
