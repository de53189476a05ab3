import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import type { ProjectId } from '../../shared/ids.ts';
import type { Sprint } from '../../shared/sprints/sprint.ts';
import type { Load } from '../../shared/sprints/sprintLoad.ts';
import { verdictInWords } from '../../shared/sprints/verdictInWords.ts';
import { sprintFigures } from '../backend/sprintFigures.ts';
import { usePlanning } from '../backend/usePlanning.ts';
import { announce } from './announce.ts';

/** One at a time: the last says it all. */
const NOTICE = 'more than fits';

const warn = (sprint: Sprint, sentences: readonly string[]): void => {
  const title = `${sprint.name} has more than fits`;
  const message = sentences.join(' ');
  notifications.hide(NOTICE);
  notifications.show({ id: NOTICE, title, message, color: 'yellow', withBorder: true, autoClose: false });
  announce(`${title}. ${message}`);
};

/** Warns when work is added to a sprint that runs and is, or becomes, over-committed: from whichever list, field or window it was added. */
export const useScopeWarning = (project: ProjectId): void => {
  const { data, isFetching } = usePlanning(project);
  const before = useRef<{ readonly sprint: Sprint['id']; readonly load: Load } | null>(null);
  const { items, sprints, settings, members } = data ?? {};
  useEffect(() => {
    // While something is read anew, the parts may be of different moments.
    if (isFetching) return;
    const sprint = sprints?.find(({ state }) => state === 'active');
    if (items === undefined || sprints === undefined || settings === undefined || sprint === undefined) return;
    const { load, verdict } = sprintFigures(sprint, { items, sprints, settings });
    const last = before.current;
    before.current = { sprint: sprint.id, load };
    if (last?.sprint !== sprint.id || !verdict.overCommitted) return;
    if (load.points <= last.load.points && load.items <= last.load.items) return;
    const names = new Map(members?.map(({ id, name }) => [id, name]));
    warn(
      sprint,
      verdictInWords(verdict, (id) => names.get(id) ?? 'Somebody who left', settings.unit),
    );
  }, [items, sprints, settings, members, isFetching]);
};
