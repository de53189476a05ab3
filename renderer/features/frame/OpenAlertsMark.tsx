import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** How many alerts of the project are open; nothing while none is. */
export const OpenAlertsMark = ({ project }: { readonly project: Project }) => {
  const { data = [] } = useQuery(api.alerts.counts.queryOptions());
  const own = data.filter((each) => each.project === project.id);
  const critical = own.reduce((sum, each) => sum + each.critical, 0);
  const count = own.reduce((sum, each) => sum + each.warning, critical);
  if (count === 0) return null;
  return (
    <Link to="/p/$project/alerts" params={{ project: project.id }} title="Open alerts">
      <StatusBadge
        status={critical > 0 ? 'failing' : 'degraded'}
        label={`${String(count)} ${count === 1 ? 'alert' : 'alerts'}`}
      />
    </Link>
  );
};
