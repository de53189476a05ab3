import type { EnvironmentId, ProjectId } from '../../../shared/ids.ts';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';

interface Props {
  readonly project: ProjectId;
  readonly shown: 'alerts' | 'rules' | 'quiet';
  /** Stays chosen from one screen to the next. */
  readonly environment?: EnvironmentId | undefined;
}

const screens = [
  { name: 'alerts', to: '/p/$project/alerts', title: 'Alerts' },
  { name: 'rules', to: '/p/$project/alerts/rules', title: 'Rules' },
  { name: 'quiet', to: '/p/$project/alerts/quiet', title: 'Quiet times' },
] as const;

/** The three screens about alerts. */
export const AlertsNav = ({ project, shown, environment }: Props) => (
  <LinkTabs label="About alerts">
    {screens.map(({ name, to, title }) => (
      <LinkTab
        key={name}
        to={to}
        params={{ project }}
        search={environment === undefined ? {} : { environment }}
        shown={name === shown}
      >
        {title}
      </LinkTab>
    ))}
  </LinkTabs>
);
