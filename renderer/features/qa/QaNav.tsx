import type { ProjectId } from '../../../shared/ids.ts';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';

const screens = [
  { name: 'runs', to: '/p/$project/qa', title: 'Runs' },
  { name: 'plan', to: '/p/$project/qa/plan', title: 'Test plan' },
  { name: 'settings', to: '/p/$project/qa/settings', title: 'Test command and gate' },
] as const;

/** The three screens about QA. */
export const QaNav = ({
  project,
  shown,
}: {
  readonly project: ProjectId;
  readonly shown: (typeof screens)[number]['name'];
}) => (
  <LinkTabs label="About QA">
    {screens.map(({ name, to, title }) => (
      <LinkTab key={name} to={to} params={{ project }} shown={name === shown}>
        {title}
      </LinkTab>
    ))}
  </LinkTabs>
);
