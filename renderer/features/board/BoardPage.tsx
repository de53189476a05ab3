import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dateAt } from '../../../shared/calendarDate.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { type Planning, usePlanning } from '../../backend/usePlanning.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { formatDays } from '../../ui/formatDay.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { sprintDayInWords } from '../../ui/sprintDayInWords.ts';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { useScopeWarning } from '../../ui/useScopeWarning.ts';
import { BoardControls } from './BoardControls.tsx';
import { BoardView } from './BoardView.tsx';
import { type BoardChoice, useBoardChoice } from './boardChoice.ts';

const route = getRouteApi('/p/$project/board');

/** The sprint a choice means; null for all open items, also when no sprint runs or the chosen one is over. */
const chosenSprint = (choice: BoardChoice, sprints: readonly Sprint[]): Sprint | null => {
  if (choice.scope === 'open') return null;
  const named = sprints.find(({ id, state }) => id === choice.scope && state !== 'closed');
  return named ?? sprints.find(({ state }) => state === 'active') ?? null;
};

const BoardLead = ({ choice, data, now }: { choice: BoardChoice; data: Planning; now: number }) => {
  const today = dateAt(now, data.settings.timeZone);
  const sprint = chosenSprint(choice, data.sprints);
  if (sprint === null)
    return choice.scope === 'open'
      ? 'All open items, and what ended in the last two weeks.'
      : 'No sprint is active, so these are all open items, and what ended in the last two weeks.';
  return (
    <>
      <Link to="/p/$project/sprint/$sprint" params={{ project: sprint.projectId, sprint: sprint.id }}>
        <bdi>{sprint.name}</bdi>
      </Link>
      , {formatDays(sprint.start, sprint.end, today)}, {sprint.state === 'planned' && 'planned, '}
      {sprintDayInWords(sprint, today)}
    </>
  );
};

const NoItems = ({ project, sprint }: { readonly project: ProjectId; readonly sprint: Sprint | null }) =>
  sprint === null ? (
    <EmptyView
      title="Nothing to do yet"
      actions={
        <LinkButton to="/p/$project/backlog" params={{ project }}>
          Open the backlog
        </LinkButton>
      }
    >
      Write the first items into the backlog; they appear here in the same order.
    </EmptyView>
  ) : (
    <EmptyView
      title={`${sprint.name} has no items`}
      actions={
        <LinkButton to="/p/$project/sprint/$sprint/plan" params={{ project, sprint: sprint.id }}>
          Plan {sprint.name}
        </LinkButton>
      }
    >
      Take items from the backlog into the sprint first.
    </EmptyView>
  );

/** The items of the active sprint by status: the same order as the list, seen from the side. */
export const BoardPage = () => {
  const { project } = route.useParams();
  const query = usePlanning(project);
  usePlanningUndo(project);
  useScopeWarning(project);
  const [choice, change] = useBoardChoice(project);
  // Ended work leaves the board of all items at the next visit, not under the reader's eyes.
  const [now] = useState(() => Date.now());
  const { data } = query;
  return (
    <Page
      title="Board"
      fill
      lead={data && <BoardLead choice={choice} data={data} now={now} />}
      actions={
        data && (
          <>
            <UndoButtons project={project} />
            <BoardControls
              choice={choice}
              sprints={data.sprints}
              today={dateAt(now, data.settings.timeZone)}
              onChange={change}
            />
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the board" failed="The board could not be read" rows={8}>
        {(read) => {
          const sprint = chosenSprint(choice, read.sprints);
          const some = [...read.items.byId.values()].some(({ sprint: of, triage }) =>
            sprint === null ? triage === null : of === sprint.id,
          );
          if (!some) return <NoItems project={project} sprint={sprint} />;
          return <BoardView project={project} data={read} scope={sprint?.id ?? 'open'} choice={choice} now={now} />;
        }}
      </QueryView>
    </Page>
  );
};
