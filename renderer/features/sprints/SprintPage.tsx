import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { dateAt } from '../../../shared/calendarDate.ts';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import { burndown } from '../../../shared/sprints/burndown.ts';
import type { Sprint, SprintItem } from '../../../shared/sprints/sprint.ts';
import { sprintItemOf } from '../../../shared/sprints/sprintItemOf.ts';
import { type SprintFigures, sprintFigures } from '../../backend/sprintFigures.ts';
import { type Planning, usePlanning } from '../../backend/usePlanning.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { formatDays } from '../../ui/formatDay.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { sprintDayInWords } from '../../ui/sprintDayInWords.ts';
import { useNow } from '../../ui/useNow.ts';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { useScopeWarning } from '../../ui/useScopeWarning.ts';
import { unestimatedInWords } from './figuresInWords.ts';
import { GoalList } from './GoalList.tsx';
import { LoadBar } from './LoadBar.tsx';
import { ReportSection } from './ReportSection.tsx';
import { ScopeSection } from './ScopeSection.tsx';
import { SprintGone } from './SprintGone.tsx';
import { progressOf } from './sprintsQueries.ts';

const route = getRouteApi('/p/$project/sprint/$sprint');
const SprintCharts = lazy(async () => ({ default: (await import('./SprintCharts.tsx')).SprintCharts }));

/** What counts of a sprint now, or counted when it closed; without what is cancelled. */
const itemsNow = ({ report }: Sprint, { contents }: SprintFigures): readonly SprintItem[] =>
  report === null
    ? contents.filter(({ category }) => category !== 'cancelled').map(sprintItemOf)
    : [...report.completed, ...report.unfinished];

const Charts = ({ sprint, planning }: { readonly sprint: Sprint; readonly planning: Planning }) => {
  const query = useQuery(progressOf(sprint.id));
  const now = useNow('slow');
  const { timeZone, unit } = planning.settings;
  return (
    <QueryView query={query} what="Reading the progress" failed="The progress could not be read" rows={8}>
      {(progress) => (
        <Suspense fallback={<LoadingView what="Drawing the charts" rows={8} />}>
          <SprintCharts burndown={burndown(sprint, progress, { now, timeZone })} unit={unit} />
        </Suspense>
      )}
    </QueryView>
  );
};

const Started = ({ sprint, planning }: { readonly sprint: Sprint; readonly planning: Planning }) => {
  const { unit } = planning.settings;
  const figures = sprintFigures(sprint, planning);
  const { scope, completed, verdict, load } = figures;
  return (
    <>
      {sprint.state === 'active' && (
        <>
          <FactList
            facts={[
              {
                name: 'Done',
                value: `${numberInWords(completed)} of ${amountInWords(scope, unit)}`,
              },
              { name: 'Not estimated', value: unestimatedInWords(load.unestimated) ?? 'none' },
            ]}
          />
          <LoadBar name="Team" load={verdict.team} unit={unit} />
        </>
      )}
      <Section title="Goals">
        <GoalList goals={sprint.goals} />
      </Section>
      <Charts sprint={sprint} planning={planning} />
      {sprint.commitment !== null && (
        <ScopeSection commitment={sprint.commitment} now={itemsNow(sprint, figures)} unit={unit} />
      )}
      {sprint.report !== null && <ReportSection report={sprint.report} sprints={planning.sprints} unit={unit} />}
    </>
  );
};

const SprintActs = ({ sprint }: { readonly sprint: Sprint }) => {
  const params = { project: sprint.projectId, sprint: sprint.id };
  if (sprint.state !== 'active') return null;
  return (
    <>
      <LinkButton to="/p/$project/board" params={params} variant="default">
        Board
      </LinkButton>
      <LinkButton to="/p/$project/sprint/$sprint/plan" params={params} variant="default">
        Change the scope
      </LinkButton>
      <LinkButton to="/p/$project/sprint/$sprint/close" params={params} variant="default">
        Close {sprint.name}…
      </LinkButton>
    </>
  );
};

/** One sprint: how far it is while it runs, and how it ended once it is closed. */
export const SprintPage = () => {
  const { project, sprint: id } = route.useParams();
  usePlanningUndo(project);
  useScopeWarning(project);
  const query = usePlanning(project);
  const now = useNow('slow');
  const sprint = query.data?.sprints.find((each) => each.id === id);
  const today = query.data && dateAt(now, query.data.settings.timeZone);
  return (
    <Page
      title={sprint?.name ?? 'Sprint'}
      lead={
        sprint &&
        today &&
        `${formatDays(sprint.start, sprint.end, today)}, ${sprint.state === 'closed' ? 'closed' : sprintDayInWords(sprint, today)}`
      }
      actions={sprint && <SprintActs sprint={sprint} />}
    >
      <QueryView query={query} what="Reading the sprint" failed="The sprint could not be read" rows={8}>
        {(planning) => {
          if (sprint === undefined) return <SprintGone project={project} closed={undefined} />;
          if (sprint.state !== 'planned') return <Started sprint={sprint} planning={planning} />;
          return (
            <EmptyView
              title={`${sprint.name} has not started`}
              actions={
                <LinkButton to="/p/$project/sprint/$sprint/plan" params={{ project, sprint: id }}>
                  Plan {sprint.name}
                </LinkButton>
              }
            >
              Choose its items first, then start it. The burndown begins with the start.
            </EmptyView>
          );
        }}
      </QueryView>
    </Page>
  );
};
