import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { definedError } from '../../ui/definedError.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { ChangeActs } from './ChangeActs.tsx';
import { ChangeLead } from './ChangeLead.tsx';
import { ChangeNotices } from './ChangeNotices.tsx';
import styles from './ChangePage.module.css';
import { ChecklistTab } from './ChecklistTab.tsx';
import { CommentsTab } from './CommentsTab.tsx';
import { CommitsTab } from './CommitsTab.tsx';
import { FilesTab } from './FilesTab.tsx';
import { GateTab } from './GateTab.tsx';
import { type ChangeTab, changeTabs } from './reviewSearch.ts';
import { changeOf } from './reviewsQueries.ts';
import { openOf } from './reviewWords.ts';
import { useReviewAnnouncements } from './useReviewAnnouncements.ts';

const route = getRouteApi('/p/$project/review/$change');

const keys: KeyGroup = {
  title: 'Change',
  keys: [{ keys: ['1'], act: 'Files; 2 comments, 3 commits, 4 checklist, 5 gate' }],
};

const titleOf = (tab: ChangeTab, change: WholeChange): string => {
  switch (tab) {
    case 'files':
      return `Files (${change.current.files})`;
    case 'comments': {
      const counts = [
        ...(change.openComments === 0 ? [] : [`${change.openComments} open`]),
        ...(change.newComments === 0 ? [] : [`${change.newComments} new`]),
      ];
      return counts.length === 0 ? 'Comments' : `Comments (${counts.join(', ')})`;
    }
    case 'commits':
      return `Commits (${change.current.commits})`;
    case 'checklist': {
      const open = change.checklist.filter(
        ({ required, state }) => required && (state === 'open' || state === 'fail' || state === 'error'),
      ).length;
      return open === 0 ? 'Checklist' : `Checklist (${open} open)`;
    }
    case 'gate': {
      const open = openOf(change.gate).length;
      return open === 0 ? 'Gate' : `Gate (${open} open)`;
    }
  }
};

const Body = ({ change }: { readonly change: WholeChange }) => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = search.tab ?? 'files';
  const { projectId: project, id } = change;
  useReviewAnnouncements(change);
  useShownKeys(keys);
  useScreenKeys(
    Object.fromEntries(
      changeTabs.map((name, index) => [
        String(index + 1),
        () => {
          void navigate({ search: (before) => ({ ...before, tab: name }) });
          return true;
        },
      ]),
    ),
  );
  return (
    <>
      <ChangeNotices change={change} />
      <LinkTabs label="About this change">
        {changeTabs.map((name) => (
          <LinkTab
            key={name}
            to="/p/$project/review/$change"
            params={{ project, change: id }}
            search={(before) => ({ ...before, tab: name })}
            shown={name === tab}
          >
            {titleOf(name, change)}
          </LinkTab>
        ))}
      </LinkTabs>
      {tab === 'files' ? (
        <FilesTab change={change} search={search} />
      ) : (
        <div className={styles.scroller}>
          {tab === 'comments' && <CommentsTab change={change} />}
          {tab === 'commits' && <CommitsTab change={change} />}
          {tab === 'checklist' && <ChecklistTab change={change} />}
          {tab === 'gate' && <GateTab change={change} />}
        </div>
      )}
    </>
  );
};

/** One change: its diff, its commits, what was answered and said, and what it still wants. */
export const ChangePage = () => {
  const { project, change: id } = route.useParams();
  const query = useQuery(changeOf(id));
  const change = query.data;
  const all = (
    <LinkButton to="/p/$project/review" params={{ project }} variant="default">
      All changes
    </LinkButton>
  );
  if (definedError(query.error, 'GONE') !== null)
    return (
      <Page title="This change is gone">
        <EmptyView title="There is no such change" actions={all}>
          It was deleted with its project, or the address is wrong.
        </EmptyView>
      </Page>
    );
  return (
    <Page
      fill
      title={change === undefined ? 'Change' : visibleText(change.title)}
      lead={change !== undefined && <ChangeLead change={change} />}
      actions={
        <>
          {change !== undefined && <ChangeActs change={change} />}
          {all}
        </>
      }
    >
      <div className={styles.body}>
        <QueryView query={query} what="Reading the change" failed="The change could not be read" rows={12}>
          {(found) => <Body key={found.id} change={found} />}
        </QueryView>
      </div>
    </Page>
  );
};
