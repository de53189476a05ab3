import { Button } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ItemId } from '../../../shared/ids.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import { closePlan, undecided } from '../../../shared/sprints/closePlan.ts';
import type { Destination } from '../../../shared/sprints/contract.ts';
import type { GoalVerdict, Sprint } from '../../../shared/sprints/sprint.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { itemsKey } from '../../backend/itemsQuery.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { sprintFigures } from '../../backend/sprintFigures.ts';
import { type Planning, usePlanning } from '../../backend/usePlanning.ts';
import { Callout } from '../../ui/Callout.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { DestinationTable } from './DestinationTable.tsx';
import styles from './SprintClosePage.module.css';
import { SprintGone } from './SprintGone.tsx';
import { useSprintsCache } from './useSprintsCache.ts';
import { VerdictChoice } from './VerdictChoice.tsx';

const route = getRouteApi('/p/$project/sprint/$sprint/close');

const counted = (count: number, one: string): string => `${String(count)} ${one}${count === 1 ? '' : 's'}`;

/** What is still to be decided, as one sentence; null when nothing is. */
const openQuestions = (items: number, goals: number): string | null => {
  const parts = [
    ...(items > 0 ? [`${counted(items, 'item')} without a destination`] : []),
    ...(goals > 0 ? [`${counted(goals, 'goal')} without a verdict`] : []),
  ];
  return parts.length === 0 ? null : `Still open: ${parts.join(' and ')}.`;
};

const CloseBody = ({ sprint, planning }: { readonly sprint: Sprint; readonly planning: Planning }) => {
  const { settings, sprints } = planning;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const cache = useSprintsCache(sprint.projectId);
  const [destinations, setDestinations] = useState<ReadonlyMap<ItemId, Destination>>(new Map());
  const [verdicts, setVerdicts] = useState<ReadonlyMap<string, GoalVerdict>>(new Map());
  const { contents, completed } = sprintFigures(sprint, planning);
  const plan = closePlan(sprint, contents);
  const left = undecided(plan, destinations, verdicts);
  const open = openQuestions(left.items.length, left.goals.length);
  const next = sprints.filter(({ state }) => state === 'planned');
  const close = useMutation(
    api.sprints.close.mutationOptions({
      onSuccess: async (closed) => {
        cache.put(closed);
        await queries.invalidateQueries({ queryKey: itemsKey });
        notifyDone(`${closed.name} is closed`);
        void navigate({
          to: '/p/$project/sprint/$sprint',
          params: { project: closed.projectId, sprint: closed.id },
          replace: true,
        });
      },
    }),
  );
  const submit = () =>
    close.mutate({
      ...planningWindow,
      sprint: sprint.id,
      destinations: plan.unfinished.flatMap(({ item }) => {
        const to = destinations.get(item.id);
        return to === undefined ? [] : [{ item: item.id, to }];
      }),
      verdicts: sprint.goals.flatMap(({ id }) => {
        const verdict = verdicts.get(id);
        return verdict === undefined ? [] : [{ goal: id, verdict }];
      }),
    });
  return (
    <>
      <p>
        {counted(plan.completed.length, 'item')} done with {amountInWords(completed, settings.unit)},{' '}
        {counted(plan.unfinished.length, 'item')} unfinished, {String(plan.cancelled.length)} cancelled.
      </p>
      <Section
        title="Goals"
        lead={sprint.goals.length === 0 ? 'This sprint has no goals.' : 'Was each of them reached?'}
      >
        {sprint.goals.map((goal) => (
          <VerdictChoice
            key={goal.id}
            goal={goal}
            value={verdicts.get(goal.id)}
            onChange={(verdict) => setVerdicts(new Map([...verdicts, [goal.id, verdict]]))}
          />
        ))}
      </Section>
      <Section title="Unfinished items">
        {plan.unfinished.length === 0 ? (
          <p>Nothing is left over.</p>
        ) : (
          <>
            {next.length === 0 && (
              <Callout tone="info">
                <p>No sprint is planned yet: plan the next one first, if something shall go there.</p>
                <div>
                  <LinkButton to="/p/$project/sprint" params={{ project: sprint.projectId }} variant="default">
                    Plan the next sprint
                  </LinkButton>
                </div>
              </Callout>
            )}
            <DestinationTable
              unfinished={plan.unfinished}
              sprints={next}
              workflow={settings.workflow}
              scale={settings.scale}
              destinations={destinations}
              onChange={setDestinations}
            />
          </>
        )}
      </Section>
      {close.isError && <ErrorView title={`${sprint.name} was not closed`} failure={describeFailure(close.error)} />}
      <div className={styles.act}>
        <p>
          Closing cannot be undone: the commitment, the report and the verdicts of <bdi>{sprint.name}</bdi> stay as they
          are then, for ever.
        </p>
        {open !== null && <p role="status">{open}</p>}
        <div>
          <Button
            color="red"
            leftSection={<IconFlag size={15} aria-hidden />}
            disabled={open !== null}
            loading={close.isPending}
            onClick={submit}
          >
            Close {sprint.name} for ever
          </Button>
        </div>
      </div>
    </>
  );
};

/** The end of a sprint: where what is unfinished goes, and what became of the goals. */
export const SprintClosePage = () => {
  const { project, sprint: id } = route.useParams();
  const query = usePlanning(project);
  const sprint = query.data?.sprints.find((each) => each.id === id);
  return (
    <Page
      title={sprint === undefined ? 'Close a sprint' : `Close ${sprint.name}`}
      lead="Nothing is closed yet."
      actions={
        <LinkButton to="/p/$project/sprint/$sprint" params={{ project, sprint: id }} variant="default">
          Let it run
        </LinkButton>
      }
    >
      <QueryView query={query} what="Reading the sprint" failed="The sprint could not be read" rows={8}>
        {(planning) => {
          if (sprint === undefined || sprint.state === 'closed')
            return <SprintGone project={project} closed={sprint} />;
          if (sprint.state === 'active') return <CloseBody sprint={sprint} planning={planning} />;
          return <EmptyView title={`${sprint.name} has not started`}>Only a sprint that runs can be closed.</EmptyView>;
        }}
      </QueryView>
    </Page>
  );
};
