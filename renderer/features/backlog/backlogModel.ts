import { byRank } from '../../../shared/backlog/byRank.ts';
import type { Item } from '../../../shared/backlog/item.ts';
import type { EstimateScale, PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { type Placed, rankOverride } from '../../../shared/backlog/rankOverride.ts';
import { type RolledUp, rollUp } from '../../../shared/backlog/rollUp.ts';
import { scoreOf } from '../../../shared/backlog/scoreOf.ts';
import type { ListContext } from '../../../shared/backlog/sortItems.ts';
import { categoryIn, isOpen } from '../../../shared/backlog/statusIn.ts';
import type { Status, StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { type LabelColors, labelColors } from '../../ui/labelColors.ts';

/** A project's items with all that a row, a filter or the drawer says about them. */
export interface BacklogModel {
  /** Every item, also those of the inbox, by rank. */
  readonly ranked: readonly Item[];
  readonly byId: ReadonlyMap<ItemId, Item>;
  readonly settings: PlanningSettings;
  readonly scale: EstimateScale;
  readonly members: readonly Member[];
  readonly sprints: readonly Sprint[];
  readonly memberOf: ReadonlyMap<MemberId, Member>;
  readonly sprintOf: ReadonlyMap<SprintId, Sprint>;
  readonly statusOf: ReadonlyMap<StatusId, Status>;
  readonly colors: LabelColors;
  readonly context: ListContext;
  readonly rolledUp: ReadonlyMap<ItemId, RolledUp>;
  /** The place of each open item in the one order, from 1. */
  readonly places: ReadonlyMap<ItemId, number>;
  /** By how many places an item that was placed by hand stands above its score's place; only where it is not 0. */
  readonly overrides: ReadonlyMap<ItemId, number>;
}

/** Gives the same value as long as it is asked about the same things: the list and the drawer are made of one model. */
const lastOf = <Of extends readonly unknown[], Value>(make: (...of: Of) => Value): ((...of: Of) => Value) => {
  let last: { readonly of: Of; readonly value: Value } | null = null;
  return (...of) => {
    if (last === null || last.of.some((each, at) => each !== of[at])) last = { of, value: make(...of) };
    return last.value;
  };
};

const lookupsOf = lastOf((settings: PlanningSettings, members: readonly Member[], sprints: readonly Sprint[]) => ({
  memberOf: new Map(members.map((member) => [member.id, member])),
  sprintOf: new Map(sprints.map((sprint) => [sprint.id, sprint])),
  statusOf: new Map(settings.workflow.map((status) => [status.id, status])),
  colors: labelColors(settings),
  context: {
    workflow: settings.workflow,
    weights: settings.weights,
    members: members.map(({ id }) => id),
    sprints: sprints.map(({ id }) => id),
  },
}));

/** Where the open items stand, and which of them stand against their scores. */
export const orderOf = (
  ranked: readonly Item[],
  statusOf: ReadonlyMap<StatusId, Status>,
  weights: PlanningSettings['weights'],
): Pick<BacklogModel, 'places' | 'overrides'> => {
  const open = ranked.filter(
    ({ triage, status }) => triage === null && isOpen(statusOf.get(status)?.category ?? 'todo'),
  );
  const places = new Map(open.map(({ id }, at) => [id, at + 1]));
  const byHand = open.filter(({ placedByHand }) => placedByHand);
  if (byHand.length === 0) return { places, overrides: new Map() };
  const deltas = rankOverride(open.map((item): Placed => ({ id: item.id, score: scoreOf(item, weights) })));
  const overrides = new Map(
    byHand.map(({ id }) => [id, deltas.get(id) ?? 0] as const).filter(([, delta]) => delta !== 0),
  );
  return { places, overrides };
};

const rankedOf = lastOf((byId: BacklogModel['byId']): readonly Item[] => [...byId.values()].sort(byRank));
const rolledUpOf = lastOf((ranked: readonly Item[], workflow: PlanningSettings['workflow']) =>
  rollUp(ranked, (status) => categoryIn(workflow, status) === 'cancelled'),
);

const modelOf = lastOf(
  (
    byId: BacklogModel['byId'],
    settings: PlanningSettings,
    members: readonly Member[],
    sprints: readonly Sprint[],
  ): BacklogModel => {
    const lookups = lookupsOf(settings, members, sprints);
    const ranked = rankedOf(byId);
    return {
      ranked,
      byId,
      settings,
      scale: settings.scale,
      members,
      sprints,
      rolledUp: rolledUpOf(ranked, settings.workflow),
      ...lookups,
      ...orderOf(ranked, lookups.statusOf, settings.weights),
    };
  },
);

/** The model of what was read; made anew only from the parts that changed. */
export const backlogModelOf = ({ items, settings, members, sprints }: Planning): BacklogModel =>
  modelOf(items.byId, settings, members, sprints);
