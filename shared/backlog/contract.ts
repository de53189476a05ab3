import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { Instant, ItemId, ProjectId, SprintId } from '../ids.ts';
import { PlanningAct } from '../planningAct.ts';
import { Item, ItemFields } from './item.ts';
import { COMMENT_MAX, CommentId, ItemDetail, LinkId, LinkKind } from './itemDetail.ts';
import { PlanningSettings } from './planningSettings.ts';
import { SavedView, ViewId } from './savedView.ts';

const { GONE, NAME_TAKEN, IN_USE, REFUSED, STORAGE } = errors;

/** Items that one act may touch. */
export const ITEMS_MAX = 10_000;
const Items = z.array(ItemId).min(1).max(ITEMS_MAX);

/** Where to put items in the one order: right behind another item, or first of all. */
export const Place = z.union([z.object({ after: ItemId }), z.literal('top'), z.literal('bottom')]);
export type Place = Readonly<z.infer<typeof Place>>;

/** A new item: what is not said comes from the template of its kind and the settings. */
export const NewItem = ItemFields.partial().required({ kind: true, title: true });
export type NewItem = Readonly<z.infer<typeof NewItem>>;

/** Changes to one item or many: only what is there is set. Labels are added and removed, so that many items keep what they have. */
export const ItemPatch = ItemFields.omit({ labels: true })
  .partial()
  .extend({ addLabels: ItemFields.shape.labels.optional(), removeLabels: ItemFields.shape.labels.optional() });
export type ItemPatch = Readonly<z.infer<typeof ItemPatch>>;

/** What became of a triaged item. */
export const TriageDecision = z.discriminatedUnion('kind', [
  /** With `sprint` it goes right into it, in the same act. */
  z.object({ kind: z.literal('accept'), place: Place, sprint: SprintId.optional() }),
  z.object({ kind: z.literal('decline'), reason: z.string().trim().min(1).max(2000) }),
  z.object({ kind: z.literal('snooze'), until: Instant }),
  z.object({ kind: z.literal('duplicate'), of: ItemId }),
]);
export type TriageDecision = Readonly<z.infer<typeof TriageDecision>>;

/** All items of a project, or what changed since an earlier answer. */
export const ItemChanges = z.object({
  /** Ask for what changed since this next time. */
  sequence: z.number().int(),
  /** False: `items` are only those changed since the sequence asked for, and `removed` those gone since. */
  whole: z.boolean(),
  items: z.array(Item),
  removed: z.array(ItemId),
});
export type ItemChanges = Readonly<z.infer<typeof ItemChanges>>;

export const backlogContract = {
  settings: oc
    .input(z.object({ project: ProjectId }))
    .output(PlanningSettings)
    .errors({ GONE }),
  /** A status that items are in cannot go: IN_USE names how many. */
  saveSettings: oc
    .input(PlanningAct.extend({ project: ProjectId, settings: PlanningSettings }))
    .output(PlanningSettings)
    .errors({ GONE, IN_USE, REFUSED, STORAGE }),
  /** Items of the inbox included; in no order, because the rank is in them. */
  list: oc
    .input(z.object({ project: ProjectId, since: z.number().int().nullable() }))
    .output(ItemChanges)
    .errors({ GONE }),
  detail: oc
    .input(z.object({ item: ItemId }))
    .output(ItemDetail)
    .errors({ GONE }),
  create: oc
    .input(PlanningAct.extend({ project: ProjectId, item: NewItem, place: Place }))
    .output(Item)
    .errors({ GONE, REFUSED, STORAGE }),
  /** One act for one item or many: all of them or, when one is refused, none. */
  edit: oc
    .input(PlanningAct.extend({ items: Items, patch: ItemPatch }))
    .output(z.array(Item))
    .errors({ GONE, REFUSED, STORAGE }),
  /** Moves the items together, in the order given, to one place. */
  move: oc
    .input(PlanningAct.extend({ items: Items, place: Place }))
    .output(z.array(Item))
    .errors({ GONE, REFUSED, STORAGE }),
  /** Orders the open items of the backlog by score, best first; those without one stay behind them in their order. With `keepPlaced` what
   * was placed by hand keeps its number in the order. */
  rankByScore: oc
    .input(PlanningAct.extend({ project: ProjectId, keepPlaced: z.boolean() }))
    .output(z.object({ moved: z.number().int() }))
    .errors({ GONE, STORAGE }),
  /** Gives a large item parts, which take its place in every sum. */
  split: oc
    .input(
      PlanningAct.extend({
        item: ItemId,
        parts: z
          .array(ItemFields.pick({ title: true, estimate: true }))
          .min(1)
          .max(100),
      }),
    )
    .output(z.array(Item))
    .errors({ GONE, REFUSED, STORAGE }),
  /** Parts of a removed item become items of their own. */
  remove: oc.input(PlanningAct.extend({ items: Items })).errors({ GONE, REFUSED, STORAGE }),
  triage: oc
    .input(PlanningAct.extend({ items: Items, decision: TriageDecision }))
    .output(z.array(Item))
    .errors({ GONE, REFUSED, STORAGE }),
  link: oc.input(PlanningAct.extend({ from: ItemId, to: ItemId, kind: LinkKind })).errors({ GONE, REFUSED, STORAGE }),
  unlink: oc.input(PlanningAct.extend({ link: LinkId })).errors({ GONE, STORAGE }),
  comment: oc
    .input(PlanningAct.extend({ item: ItemId, text: z.string().trim().min(1).max(COMMENT_MAX) }))
    .errors({ GONE, STORAGE }),
  editComment: oc
    .input(PlanningAct.extend({ comment: CommentId, text: z.string().trim().min(1).max(COMMENT_MAX) }))
    .errors({ GONE, STORAGE }),
  removeComment: oc.input(PlanningAct.extend({ comment: CommentId })).errors({ GONE, STORAGE }),
  views: oc
    .input(z.object({ project: ProjectId }))
    .output(z.array(SavedView))
    .errors({ GONE }),
  /** With `id` null a new one. */
  saveView: oc
    .input(
      PlanningAct.extend({
        project: ProjectId,
        id: ViewId.nullable(),
        view: SavedView.pick({ name: true, filter: true, layout: true }),
      }),
    )
    .output(SavedView)
    .errors({ GONE, NAME_TAKEN, STORAGE }),
  removeView: oc.input(PlanningAct.extend({ view: ViewId })).errors({ GONE, STORAGE }),
};
