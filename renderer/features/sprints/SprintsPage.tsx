import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { dateAt } from '../../../shared/calendarDate.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint, SprintSettings } from '../../../shared/sprints/sprint.ts';
import { velocity } from '../../../shared/sprints/velocity.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { type Planning, usePlanning } from '../../backend/usePlanning.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { useScopeWarning } from '../../ui/useScopeWarning.ts';
import { ActiveSprint } from './ActiveSprint.tsx';
import { closedColumns } from './closedColumns.tsx';
import { velocityInWords } from './figuresInWords.ts';
import { ProposedSprints } from './ProposedSprints.tsx';
import { plannedColumns } from './plannedColumns.tsx';
import { SprintFormDialog } from './SprintFormDialog.tsx';
import { settingsOfSprint } from './settingsOfSprint.ts';
import { proposalsOf } from './sprintsQueries.ts';
import { useSprintsCache } from './useSprintsCache.ts';

const route = getRouteApi('/p/$project/sprint');
const VelocityChart = lazy(async () => ({ default: (await import('./VelocityChart.tsx')).VelocityChart }));

interface Opened {
  readonly sprint: Sprint | null;
  readonly initial: SprintSettings;
}

const useRemoveSprint = (project: ProjectId): ((sprint: Sprint) => void) => {
  const cache = useSprintsCache(project);
  const remove = useMutation(api.sprints.remove.mutationOptions({ onSettled: () => cache.invalidate() }));
  return (sprint) =>
    remove.mutate(
      { ...planningWindow, sprint: sprint.id },
      {
        onSuccess: () => notifyAct(project, `${sprint.name} removed; its items are in the backlog`),
        onError: (error) => notifyFailure(`${sprint.name} was not removed`, describeFailure(error)),
      },
    );
};

const SprintsBody = ({ project, planning }: { readonly project: ProjectId; readonly planning: Planning }) => {
  const { sprints, settings } = planning;
  const today = dateAt(useNow('slow'), settings.timeZone);
  const proposals = useQuery(proposalsOf(project));
  const [opened, setOpened] = useState<Opened | null>(null);
  const remove = useRemoveSprint(project);
  const active = sprints.find(({ state }) => state === 'active');
  const planned = sprints.filter(({ state }) => state === 'planned');
  const closed = sprints.filter(({ state }) => state === 'closed').toReversed();
  return (
    <>
      {active !== undefined && <ActiveSprint sprint={active} planning={planning} today={today} />}
      <Section title="Next">
        {sprints.length === 0 && (
          <EmptyView title="No sprint yet">
            {planning.members.length === 0 && (
              <>
                <Link to="/p/$project/team" params={{ project }}>
                  Add the team
                </Link>{' '}
                first, so that a sprint knows its capacity.{' '}
              </>
            )}
            Plan the first sprint: its days come from the cadence in the{' '}
            <Link to="/p/$project/planning" params={{ project }}>
              planning settings
            </Link>
            .
          </EmptyView>
        )}
        {planned.length > 0 && (
          <DataTable
            caption="Planned sprints"
            columns={plannedColumns(planning, today, {
              onEdit: (sprint) => setOpened({ sprint, initial: settingsOfSprint(sprint) }),
              onRemove: remove,
            })}
            rows={planned}
            rowKey={({ id }) => id}
          />
        )}
        <QueryView
          query={proposals}
          what="Working out the next sprints"
          failed="The next sprints could not be proposed"
          rows={1}
        >
          {(list) => (
            <ProposedSprints
              project={project}
              proposals={list}
              today={today}
              onAdjust={(initial) => setOpened({ sprint: null, initial })}
            />
          )}
        </QueryView>
      </Section>
      {closed.length > 0 && (
        <Section
          title="Closed"
          lead={`Proposed commitment: ${velocityInWords(velocity(sprints, settings.lookBack), settings.unit)}.`}
        >
          <Suspense fallback={<LoadingView what="Drawing the velocity" rows={4} />}>
            <VelocityChart sprints={sprints} settings={settings} />
          </Suspense>
          <DataTable
            caption="Closed sprints"
            columns={closedColumns(settings.unit, today)}
            rows={closed}
            rowKey={({ id }) => id}
          />
        </Section>
      )}
      {opened !== null && <SprintFormDialog project={project} {...opened} onClose={() => setOpened(null)} />}
    </>
  );
};

/** The sprints of a project: the one that runs, the next ones, and what came of the last. */
export const SprintsPage = () => {
  const { project } = route.useParams();
  usePlanningUndo(project);
  useScopeWarning(project);
  const query = usePlanning(project);
  return (
    <Page
      title="Sprints"
      actions={
        <>
          <UndoButtons project={project} />
          <LinkButton to="/p/$project/team" params={{ project }} variant="default">
            Team
          </LinkButton>
        </>
      }
    >
      <QueryView query={query} what="Reading the sprints" failed="The sprints could not be read" rows={8}>
        {(planning) => <SprintsBody project={project} planning={planning} />}
      </QueryView>
    </Page>
  );
};
