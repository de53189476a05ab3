import { Navigate } from '@tanstack/react-router';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { useCurrentProject } from './useCurrentProject.ts';

/** The first address: the current project's deploy screen, or the first run when there is no project. */
export const HomePage = () => {
  const { projects, project } = useCurrentProject();
  if (projects === undefined) return <LoadingView what="Reading the projects" />;
  if (project === null) return <Navigate to="/start" replace />;
  return <Navigate to="/p/$project/deploy" params={{ project: project.id }} replace />;
};
