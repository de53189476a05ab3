import type { StoredItem } from '../../backlog/planningRows.ts';
import type { PlanningSettings } from '../../backlog/planningSettings.ts';
import type { ItemId, ProjectId } from '../../ids.ts';
import type { TargetField } from '../contract.ts';

/** What is here already, looked up one by one: a project may have more items than the file. */
export interface KnownItems {
  readonly bySource: (system: string, externalId: string) => StoredItem | null;
  readonly byNumber: (number: number) => StoredItem | null;
  readonly parentOf: (item: ItemId) => ItemId | null;
}

/** Everything a plan of an import depends on besides its rows. */
export interface PlanContext {
  readonly project: ProjectId;
  /** `TR`. */
  readonly projectKey: string;
  readonly settings: PlanningSettings;
  readonly now: number;
  /** The format's own name, which the source of a new item says. */
  readonly system: string;
  /** See `FormatRules.exact`. */
  readonly exact: boolean;
  readonly toTriage: boolean;
  readonly isMapped: (field: TargetField) => boolean;
  readonly known: KnownItems;
  /** The last number given in the project; 0 when none was. */
  readonly lastNumber: number;
  /** The rank of the last item; null when there is none. */
  readonly lastRank: string | null;
  readonly newId: () => ItemId;
}

/** A key beyond this is not kept: the project would go on counting from there. */
const NUMBER_MAX = 10_000_000;

/** The number of a key of this project; null for any other key. */
export const ownNumber = ({ projectKey }: Pick<PlanContext, 'projectKey'>, key: string | null): number | null => {
  if (key === null || !key.startsWith(`${projectKey}-`)) return null;
  const digits = key.slice(projectKey.length + 1);
  const number = /^[1-9]\d{0,7}$/.test(digits) ? Number(digits) : 0;
  return number > 0 && number <= NUMBER_MAX ? number : null;
};
