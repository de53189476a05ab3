import type { ProjectId } from '../../shared/ids.ts';
import { LinkTab, LinkTabs } from './LinkTabs.tsx';

const screens = [
  { name: 'branches', to: '/p/$project/build', title: 'Branches' },
  { name: 'patterns', to: '/p/$project/build/patterns', title: 'Pattern rules' },
  { name: 'repository', to: '/p/$project/build/repository', title: 'Repository' },
] as const;

interface Props {
  readonly project: ProjectId;
  readonly shown: (typeof screens)[number]['name'];
}

/** The screens of the phase Build. */
export const BuildNav = ({ project, shown }: Props) => (
  <LinkTabs label="About the code">
    {screens.map(({ name, to, title }) => (
      <LinkTab key={name} to={to} params={{ project }} shown={name === shown}>
        {title}
      </LinkTab>
    ))}
  </LinkTabs>
);
