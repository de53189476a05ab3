import { getRouteApi } from '@tanstack/react-router';
import { usePlanning } from '../../backend/usePlanning.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { useScopeWarning } from '../../ui/useScopeWarning.ts';
import { BacklogView } from './BacklogView.tsx';

const route = getRouteApi('/p/$project/backlog');

/** Everything there is to do, in one order. */
export const BacklogPage = () => {
  const { project } = route.useParams();
  const query = usePlanning(project);
  usePlanningUndo(project);
  useScopeWarning(project);
  if (query.data !== undefined) return <BacklogView key={project} project={project} planning={query.data} />;
  return (
    <Page title="Backlog">
      <QueryView query={query} what="Reading the backlog" failed="The backlog could not be read" rows={14}>
        {() => null}
      </QueryView>
    </Page>
  );
};
