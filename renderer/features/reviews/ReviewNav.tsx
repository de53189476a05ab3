import type { ProjectId } from '../../../shared/ids.ts';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';

const screens = [
  { name: 'changes', to: '/p/$project/review', title: 'Changes' },
  { name: 'settings', to: '/p/$project/review/settings', title: 'Checklist and gate' },
] as const;

/** The screens about review. */
export const ReviewNav = ({
  project,
  shown,
}: {
  readonly project: ProjectId;
  readonly shown: (typeof screens)[number]['name'];
}) => (
  <LinkTabs label="About review">
    {screens.map(({ name, to, title }) => (
      <LinkTab key={name} to={to} params={{ project }} shown={name === shown}>
        {title}
      </LinkTab>
    ))}
  </LinkTabs>
);
