import { Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconArrowsSplit } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import { rollUp } from '../../../shared/backlog/rollUp.ts';
import { categoryIn } from '../../../shared/backlog/statusIn.ts';
import type { ItemId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { SprintFigures } from '../../backend/sprintFigures.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { SplitItemDialog } from '../../ui/SplitItemDialog.tsx';
import styles from './PlanItems.module.css';
import { PlanList } from './PlanList.tsx';
import type { PlanDrag, PlanSide } from './planDrag.ts';
import { unplannedItems, withWords } from './planLists.ts';
import { ScopeDialog } from './ScopeDialog.tsx';
import { useListChoice } from './useListChoice.ts';
import { usePlanKeys } from './usePlanKeys.ts';
import { usePlanMoves } from './usePlanMoves.ts';

interface Props {
  readonly sprint: Sprint;
  readonly planning: Planning;
  /** Without what is dragged. */
  readonly figures: SprintFigures;
  /** Says what would be if the drag were dropped; null when nothing is held over a list. */
  readonly onSuppose: (supposed: ReadonlyMap<ItemId, SprintId | null> | null) => void;
}

const idsOf = (items: readonly Item[]): readonly ItemId[] => items.map(({ id }) => id);

/** The backlog beside the sprint: items go from one list to the other by drag, button or key. */
export const PlanItems = ({ sprint, planning, figures, onSuppose }: Props) => {
  const { items, settings } = planning;
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [split, setSplit] = useState<Item | null>(null);
  const lists = { backlog: useRef<HTMLDivElement>(null), sprint: useRef<HTMLDivElement>(null) };
  const unplanned = useMemo(() => unplannedItems({ items, settings }), [items, settings]);
  const found = useMemo(() => withWords(unplanned, text), [unplanned, text]);
  const inside = figures.contents.map(({ item }) => item);
  const sums = useMemo(
    () => rollUp([...items.byId.values()], (status) => categoryIn(settings.workflow, status) === 'cancelled'),
    [items, settings],
  );
  const choices = {
    backlog: useListChoice(idsOf(found), lists.backlog),
    sprint: useListChoice(idsOf(inside), lists.sprint),
  };
  const moves = usePlanMoves(sprint, planning);
  const other = (side: PlanSide): PlanSide => (side === 'backlog' ? 'sprint' : 'backlog');
  const active = (side: PlanSide): Item | undefined => {
    const { active: id } = choices[side];
    return id === null ? undefined : items.byId.get(id);
  };
  const open = (item: Item | undefined) => {
    if (item !== undefined) void navigate({ to: '.', search: { item: item.id } });
  };
  const keysOf = usePlanKeys({
    move: (from) => {
      const gone = moves.move(choices[from].subjects(), other(from));
      if (gone.size > 0) choices[from].passOn(gone);
    },
    split: (from) => setSplit(active(from) ?? null),
    open: (from) => open(active(from)),
  });
  const list = (side: PlanSide) => ({
    side,
    planning,
    sums,
    list: lists[side],
    choice: choices[side],
    onKeyDown: keysOf(side, choices[side]),
    onOpen: open,
    onOver: (drag: PlanDrag | null) => onSuppose(drag === null ? null : moves.suppose(drag.items, side)),
    onDrop: (drag: PlanDrag) => void moves.move(drag.items, side),
  });
  const splitButton = (side: PlanSide) => (
    <Button
      variant="default"
      leftSection={<IconArrowsSplit size={14} aria-hidden />}
      disabled={active(side) === undefined}
      onClick={() => setSplit(active(side) ?? null)}
    >
      Split…
    </Button>
  );
  return (
    <div className={styles.lists}>
      <section className={styles.side} aria-label="Backlog">
        <div className={styles.head}>
          <h2>Backlog</h2>
          <span className={styles.count}>{found.length}</span>
          <TextInput
            className={styles.find}
            aria-label="Find in the backlog"
            placeholder="Find"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {splitButton('backlog')}
          <Button
            variant="default"
            rightSection={<IconArrowRight size={14} aria-hidden />}
            disabled={choices.backlog.active === null}
            onClick={() => void moves.move(choices.backlog.subjects(), 'sprint')}
          >
            Put in
          </Button>
        </div>
        <PlanList
          {...list('backlog')}
          name="Backlog, in rank order"
          items={found}
          showStatus={false}
          empty={
            unplanned.length > 0 ? (
              `Nothing in the backlog matches “${text}”.`
            ) : (
              <>
                <p>Every open item is in a sprint.</p>
                <LinkButton to="/p/$project/backlog" params={{ project: sprint.projectId }} variant="default">
                  Open the backlog
                </LinkButton>
              </>
            )
          }
        />
      </section>
      <section className={styles.side} aria-label={sprint.name}>
        <div className={styles.head}>
          <h2 className="pw-cut">
            <bdi>{sprint.name}</bdi>
          </h2>
          <span className={styles.count}>{inside.length}</span>
          <span className={styles.space} />
          {splitButton('sprint')}
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            disabled={choices.sprint.active === null}
            onClick={() => void moves.move(choices.sprint.subjects(), 'backlog')}
          >
            Take out
          </Button>
        </div>
        <PlanList
          {...list('sprint')}
          name={`Items of ${sprint.name}, in rank order`}
          items={inside}
          showStatus={sprint.state === 'active'}
          empty="Drag items here, or choose them in the backlog and press →."
        />
      </section>
      {split !== null && (
        <SplitItemDialog item={split} scale={settings.scale} unit={settings.unit} onClose={() => setSplit(null)} />
      )}
      {moves.asked !== null && (
        <ScopeDialog
          sprint={sprint}
          what={moves.asked.what}
          sentences={moves.asked.sentences}
          onAdd={moves.agree}
          onLeave={moves.leave}
        />
      )}
    </div>
  );
};
