import { getRouteApi } from '@tanstack/react-router';
import { usePlanning } from '../../../backend/usePlanning.ts';
import { Page } from '../../../ui/Page.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { UndoButtons } from '../../../ui/UndoButtons.tsx';
import { useNow } from '../../../ui/useNow.ts';
import { usePlanningUndo } from '../../../ui/usePlanningUndo.ts';
import { useScopeWarning } from '../../../ui/useScopeWarning.ts';
import { countItems } from '../sumsInWords.ts';
import { InboxView } from './InboxView.tsx';
import { inboxItems } from './inboxItems.ts';

const route = getRouteApi('/p/$project/inbox');

/** What came from outside and waits for a decision: in no list until it is accepted. */
export const InboxPage = () => {
  const { project } = route.useParams();
  const query = usePlanning(project);
  const now = useNow('slow');
  usePlanningUndo(project);
  useScopeWarning(project);
  const items = query.data === undefined ? null : inboxItems(query.data.items.byId.values(), now);
  return (
    <Page
      title="Inbox"
      fill
      lead={
        <span role="status">
          {items === null
            ? 'What came from alerts and imports waits here for a decision.'
            : items.waiting.length === 0
              ? 'Nothing waits for a decision.'
              : `${countItems(items.waiting.length)} ${items.waiting.length === 1 ? 'waits' : 'wait'} for a decision.`}
          {items !== null && items.snoozed.length > 0 && ` ${String(items.snoozed.length)} snoozed.`}
        </span>
      }
      actions={<UndoButtons project={project} />}
    >
      <QueryView query={query} what="Reading the inbox" failed="The inbox could not be read" rows={8}>
        {(planning) => <InboxView project={project} planning={planning} now={now} />}
      </QueryView>
    </Page>
  );
};
