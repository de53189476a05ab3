import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { verdictInWords } from '../../../shared/sprints/verdictInWords.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import type { SprintFigures } from '../../backend/sprintFigures.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { unestimatedInWords } from './figuresInWords.ts';
import { GoalList } from './GoalList.tsx';
import styles from './OverCommitted.module.css';
import { useSprintsCache } from './useSprintsCache.ts';

interface Props {
  readonly sprint: Sprint;
  readonly figures: SprintFigures;
  readonly planning: Planning;
  readonly onClose: () => void;
}

/** Everything that is frozen when a sprint starts. Taking on more than fits must be said. */
export const StartDialog = ({ sprint, figures, planning, onClose }: Props) => {
  const navigate = useNavigate();
  const cache = useSprintsCache(sprint.projectId);
  const [agreed, setAgreed] = useState(false);
  const { unit } = planning.settings;
  const { verdict, load, capacity } = figures;
  const names = new Map(planning.members.map(({ id, name }) => [id, name]));
  const sentences = verdictInWords(verdict, (id) => names.get(id) ?? 'Somebody who left', unit);
  const over = verdict.overCommitted;
  const start = useMutation(
    api.sprints.start.mutationOptions({
      onSuccess: (started) => {
        cache.put(started);
        notifyAct(started.projectId, `${started.name} has started`);
        void navigate({ to: '/p/$project/board', params: { project: sprint.projectId } });
      },
    }),
  );
  return (
    <Dialog title={`Start ${sprint.name}?`} closeLabel="Do not start yet" size={560} onClose={onClose}>
      <div className={styles.body}>
        <p>The commitment below is kept as it is now, for as long as the sprint exists. Items may still come and go.</p>
        <FactList
          facts={[
            {
              name: 'Commitment',
              value: [
                `${amountInWords(load.points, unit)} in ${String(load.items)} ${load.items === 1 ? 'item' : 'items'}`,
                unestimatedInWords(load.unestimated),
              ]
                .filter((each) => each !== null)
                .join(', '),
            },
            {
              name: 'Capacity',
              value:
                verdict.kept === 0
                  ? `${amountInWords(capacity.total, unit)}, nothing kept for alerts`
                  : `${amountInWords(verdict.team.capacity, unit)}: ${numberInWords(capacity.total)} of the team, less ${numberInWords(verdict.kept)} kept for alerts`,
            },
            { name: 'Goals', value: <GoalList goals={sprint.goals} /> },
          ]}
        />
        {over && (
          <Callout tone="warning" title="More than fits">
            <ul className={styles.over}>
              {sentences.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
            <Checkbox
              label="Start over-committed"
              checked={agreed}
              onChange={(event) => setAgreed(event.currentTarget.checked)}
            />
          </Callout>
        )}
        {start.isError && <ErrorView title={`${sprint.name} was not started`} failure={describeFailure(start.error)} />}
        <div className={styles.acts}>
          <Button
            disabled={over && !agreed}
            loading={start.isPending}
            onClick={() => start.mutate({ ...planningWindow, sprint: sprint.id, overCommitted: over })}
          >
            Start {sprint.name}
          </Button>
          <Button variant="default" data-autofocus onClick={onClose}>
            Go on planning
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
