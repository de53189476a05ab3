import { VisuallyHidden } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Item } from '../../../shared/backlog/item.ts';
import type { ProjectId, SprintId } from '../../../shared/ids.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { Board } from './Board.tsx';
import type { CellActs } from './BoardCell.tsx';
import styles from './BoardView.module.css';
import type { BoardChoice } from './boardChoice.ts';
import { boardItems } from './boardItems.ts';
import { boardLanes } from './boardLanes.ts';
import { cardFactsOf } from './cardFacts.ts';
import { patched } from './cardPatch.ts';
import { NeedsDialog } from './NeedsDialog.tsx';
import { useBoardFocus } from './useBoardFocus.ts';
import { useBoardKeys } from './useBoardKeys.ts';
import { type AskedMove, useBoardMoves } from './useBoardMoves.ts';

interface Props {
  readonly project: ProjectId;
  readonly data: Planning;
  readonly scope: SprintId | 'open';
  readonly choice: BoardChoice;
  /** Since when ended work is too old to show, milliseconds since 1970 in UTC. */
  readonly now: number;
}

/** The board with its keys, its drags and its one question. */
export const BoardView = ({ project, data, scope, choice, now }: Props) => {
  const { items, settings, members } = data;
  const [asked, setAsked] = useState<AskedMove | null>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(
    () => settings.workflow.filter(({ category }) => choice.cancelled || category !== 'cancelled'),
    [settings, choice.cancelled],
  );
  const lanes = useMemo(() => {
    const categories = new Map(settings.workflow.map(({ id, category }) => [id, category]));
    const shown = boardItems(items.byId.values(), scope, categories, now).map((item) =>
      item.id === asked?.item.id ? patched(item, asked.patch) : item,
    );
    return boardLanes(shown, columns, choice.lanes, { members, itemOf: (id) => items.byId.get(id) });
  }, [items, settings, scope, now, asked, columns, choice.lanes, members]);
  const open = useMemo(
    () => lanes.map((lane) => (folded.has(lane.key) ? { ...lane, cells: columns.map(() => []) } : lane)),
    [lanes, folded, columns],
  );
  const focus = useBoardFocus(open, scroller);
  const moves = useBoardMoves({ project, data, lanes: open, columns, asked, setAsked, goTo: focus.goTo });
  const onKeyDown = useBoardKeys(focus, moves.step);
  const acts = useCellActs(data, moves, lanes, focus.keep);
  return (
    <>
      <VisuallyHidden id="board-keys">Alt and an arrow key move the card, Enter opens it.</VisuallyHidden>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the cards inside, which have the focus */}
      <div className={styles.keys} onKeyDown={onKeyDown}>
        <Board
          lanes={lanes}
          columns={columns}
          folded={folded}
          onFold={(key) => setFolded(toggled(folded, key))}
          scroller={scroller}
          reachable={focus.reachable}
          asked={asked?.item.id ?? null}
          acts={acts}
        />
      </div>
      {asked !== null && (
        <NeedsDialog
          item={asked.item}
          status={asked.status}
          needs={asked.needs}
          scale={settings.scale}
          members={members}
          onAnswer={moves.answer}
          onCancel={moves.cancel}
        />
      )}
    </>
  );
};

/** The acts of the cells: the same object until the data change, so that a step of the focus draws two cells and not all of them. */
const useCellActs = (
  data: Planning,
  moves: ReturnType<typeof useBoardMoves>,
  lanes: ReturnType<typeof boardLanes>,
  keep: (card: Item['id']) => void,
): CellActs => {
  const navigate = useNavigate();
  const router = useRouter();
  const { items, settings, members } = data;
  const latest = useRef({ items, moves, lanes });
  useEffect(() => {
    latest.current = { items, moves, lanes };
  });
  return useMemo(
    () => ({
      factsOf: cardFactsOf({ items, settings, members }),
      hrefOf: ({ id }) => router.history.createHref(router.buildLocation({ to: '.', search: { item: id } }).href),
      onOpen: ({ id }) => void navigate({ to: '.', search: { item: id } }),
      onFocus: ({ id }) => keep(id),
      onDrop: (card, laneKey, column, index) => {
        const now = latest.current;
        const item = now.items.byId.get(card);
        const lane = now.lanes.find(({ key }) => key === laneKey);
        if (item === undefined || lane === undefined) return;
        if (index === null) now.moves.put(item, lane, column);
        else now.moves.rank(item, lane.cells[column] ?? [], index);
      },
    }),
    [items, members, settings, router, navigate, keep],
  );
};

const toggled = (set: ReadonlySet<string>, key: string): ReadonlySet<string> => {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
};
