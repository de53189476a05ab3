import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { TriageDecision } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import type { Planning } from '../../../backend/usePlanning.ts';
import { announce } from '../../../ui/announce.ts';
import { EmptyView } from '../../../ui/EmptyView.tsx';
import { LinkButton } from '../../../ui/LinkButton.tsx';
import { notifyAct } from '../../../ui/notifyAct.tsx';
import { useScreenKeys } from '../../../ui/useScreenKeys.ts';
import { backlogModelOf } from '../backlogModel.ts';
import { countItems } from '../sumsInWords.ts';
import { orNotify, useBacklogActs } from '../useBacklogActs.ts';
import { decisionInWords } from './decisionInWords.ts';
import { type AskedTriage, InboxDialogs } from './InboxDialogs.tsx';
import { InboxList } from './InboxList.tsx';
import { inboxItems } from './inboxItems.ts';
import { TriageBar } from './TriageBar.tsx';

interface Props {
  readonly project: ProjectId;
  readonly planning: Planning;
  /** What is snoozed until before it waits again. */
  readonly now: number;
}

/** The waiting items, one of them or several chosen, and the decisions on them. */
export const InboxView = ({ project, planning, now }: Props) => {
  const navigate = useNavigate();
  const { item: open } = useSearch({ strict: false });
  const model = backlogModelOf(planning);
  const acts = useBacklogActs(project);
  const [asked, setAsked] = useState<AskedTriage | null>(null);
  const [showSnoozed, setShowSnoozed] = useState(false);
  const { waiting, snoozed } = useMemo(() => inboxItems(model.ranked, now), [model.ranked, now]);
  const shown = showSnoozed ? [...waiting, ...snoozed] : waiting;
  const [chosen, setChosen] = useState<readonly Item['id'][]>([]);
  const items = chosen.flatMap((id) => shown.find((item) => item.id === id) ?? []);

  const decide = (decision: TriageDecision, on: readonly Item[] = items): Promise<void> => {
    const [first] = on;
    if (first === undefined) return Promise.resolve();
    const what = on.length === 1 ? first.key : countItems(on.length);
    return acts
      .triage(
        on.map(({ id }) => id),
        decision,
      )
      .then(() => notifyAct(project, `${what} ${decisionInWords(decision, model)}`));
  };
  const decideNow = (decision: TriageDecision): void => void decide(decision).catch(orNotify('Nothing was decided'));
  const ask = (kind: AskedTriage['kind']): boolean => {
    if (items.length === 0) {
      announce('No item is chosen');
      return false;
    }
    setAsked({ kind, items });
    return true;
  };
  useScreenKeys(
    Object.fromEntries([
      [
        'a',
        () => {
          decideNow({ kind: 'accept', place: 'bottom' });
          return items.length > 0;
        },
      ],
      [
        'A',
        () => {
          decideNow({ kind: 'accept', place: 'top' });
          return items.length > 0;
        },
      ],
      ['d', () => ask('decline')],
      ['s', () => ask('snooze')],
      ['u', () => ask('duplicate')],
    ]),
  );

  if (shown.length === 0 && snoozed.length === 0)
    return (
      <EmptyView
        title="Nothing waits"
        actions={
          <LinkButton to="/p/$project/backlog" params={{ project }}>
            Open the backlog
          </LinkButton>
        }
      >
        What alerts report and what you import comes here first; then you accept it, decline it, put it off or mark it
        as a duplicate.
      </EmptyView>
    );
  return (
    <>
      <TriageBar
        items={items}
        model={model}
        snoozed={snoozed.length}
        showSnoozed={showSnoozed}
        onShowSnoozed={setShowSnoozed}
        onDecide={decideNow}
        onAsk={ask}
      />
      <InboxList
        items={shown}
        model={model}
        now={now}
        open={open ?? null}
        onChoose={setChosen}
        onOpen={(item) => void navigate({ to: '.', search: { item } })}
      />
      {asked !== null && (
        <InboxDialogs
          asked={asked}
          model={model}
          now={now}
          decide={(decision) => decide(decision, asked.items)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
};
