import type { Item } from '../../../shared/backlog/item.ts';
import { missingNeeds } from '../../../shared/backlog/missingNeeds.ts';
import type { Status, StatusNeed } from '../../../shared/backlog/workflow.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { announce } from '../../ui/announce.ts';
import { type FocusStep, placeOf } from './boardFocus.ts';
import type { BoardLane } from './boardLanes.ts';
import { type CardPatch, patched } from './cardPatch.ts';
import { placeInCell } from './placeInCell.ts';
import { ranked, useBoardActs } from './useBoardActs.ts';

/** A move that wants an answer before it is made. */
export interface AskedMove {
  readonly item: Item;
  readonly patch: CardPatch;
  readonly status: Status;
  readonly needs: readonly StatusNeed[];
}

export interface BoardMoves {
  /** Puts a card into a lane and a column: its status, and what the lane stands for, in one act. */
  readonly put: (item: Item, lane: BoardLane, column: number) => void;
  /** Ranks a card within its cell, before the card at `index`. */
  readonly rank: (item: Item, cell: readonly Item[], index: number) => void;
  /** Does what Alt and an arrow say. */
  readonly step: (card: ItemId, step: FocusStep) => void;
  readonly answer: (patch: CardPatch) => void;
  readonly cancel: () => void;
}

interface MovesDeps {
  readonly project: ProjectId;
  readonly data: Planning;
  readonly lanes: readonly BoardLane[];
  readonly columns: readonly Status[];
  /** The move that waits for its answer; its card is shown where it would go. */
  readonly asked: AskedMove | null;
  readonly setAsked: (asked: AskedMove | null) => void;
  /** Gives a card the focus. */
  readonly goTo: (card: ItemId) => void;
}

/** How cards move on the board. In another column or lane a card keeps its rank, so that a status and a place are never two acts. */
export const useBoardMoves = ({ project, data, lanes, columns, asked, setAsked, goTo }: MovesDeps): BoardMoves => {
  const { items, settings } = data;
  const acts = useBoardActs(project, items);

  const hasParts = ({ id }: Item): boolean => {
    for (const { parent } of items.byId.values()) if (parent === id) return true;
    return false;
  };

  const change = (item: Item, patch: CardPatch, status: Status): void => {
    acts.change(item, patch);
    const others = lanes.reduce(
      (sum, { cells }) => sum + (cells[columns.indexOf(status)] ?? []).filter(({ id }) => id !== item.id).length,
      0,
    );
    announce(`${item.key} is in ${status.name}, ${wip(others + 1, status)}`);
  };

  const put = (item: Item, lane: BoardLane, column: number): void => {
    const status = columns[column];
    if (status === undefined) return;
    const patch: CardPatch = { ...lane.patch, ...(item.status !== status.id && { status: status.id }) };
    if (Object.entries(patch).every(([name, value]) => item[name as keyof CardPatch] === value)) return;
    const needs =
      item.status === status.id
        ? []
        : missingNeeds(patched(item, { ...patch, statusReason: '' }), status, hasParts(item));
    if (needs.length > 0) setAsked({ item, patch, status, needs });
    else change(item, patch, status);
  };

  const rank = (item: Item, cell: readonly Item[], index: number): void => {
    const place = placeInCell(cell, item.id, index, ranked(items));
    if (place === null) return;
    acts.rank(item, place);
    const from = cell.findIndex(({ id }) => id === item.id);
    announce(`${item.key} is ${String(index > from ? index : index + 1)} of ${String(cell.length)} in this column`);
  };

  const step = (card: ItemId, by: FocusStep): void => {
    const place = placeOf(lanes, card);
    const lane = place === null ? undefined : lanes[place.lane];
    const cell = place === null ? undefined : lane?.cells[place.column];
    const item = place === null ? undefined : cell?.[place.index];
    if (place === null || lane === undefined || cell === undefined || item === undefined) return;
    goTo(card);
    if (by === 'left' || by === 'right') {
      const column = place.column + (by === 'left' ? -1 : 1);
      if (columns[column] === undefined) announce(`${item.key} is in the ${by === 'left' ? 'first' : 'last'} column`);
      else put(item, { ...lane, patch: {} }, column);
      return;
    }
    const index = by === 'up' ? place.index - 1 : place.index + 2;
    if (index < 0 || index > cell.length) announce(`${item.key} is ${by === 'up' ? 'first' : 'last'} in this column`);
    else rank(item, cell, index);
  };

  return {
    put,
    rank,
    step,
    answer: (patch) => {
      if (asked === null) return;
      setAsked(null);
      change(asked.item, { ...asked.patch, ...patch }, asked.status);
      goTo(asked.item.id);
    },
    cancel: () => {
      if (asked === null) return;
      setAsked(null);
      announce(`${asked.item.key} is back in ${statusName(settings.workflow, asked.item)}`);
      goTo(asked.item.id);
    },
  };
};

const wip = (count: number, { wipLimit }: Status): string => {
  if (wipLimit === null) return `${String(count)} there now`;
  const over = count - wipLimit;
  return `${String(count)} of ${String(wipLimit)}${over > 0 ? `, over the limit by ${String(over)}` : ''}`;
};

const statusName = (workflow: readonly Status[], item: Item): string =>
  workflow.find(({ id }) => id === item.status)?.name ?? item.status;
