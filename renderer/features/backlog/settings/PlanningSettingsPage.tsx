import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../../backend/client.ts';
import { Page } from '../../../ui/Page.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { usePlanningUndo } from '../../../ui/usePlanningUndo.ts';
import { PlanningForm } from './PlanningForm.tsx';

const route = getRouteApi('/p/$project/planning');

/** How a project plans: estimates, score, workflow, templates, labels, sprints. */
export const PlanningSettingsPage = () => {
  const { project } = route.useParams();
  const query = useQuery(api.backlog.settings.queryOptions({ input: { project } }));
  usePlanningUndo(project);
  return (
    <Page
      title="Planning settings"
      lead="How this project estimates, ranks and works. A change counts from now on; closed sprints stay as they are."
      width="narrow"
    >
      <QueryView query={query} what="Reading the settings" failed="The settings could not be read" rows={10}>
        {(settings) => <PlanningForm key={project} project={project} settings={settings} />}
      </QueryView>
    </Page>
  );
};
