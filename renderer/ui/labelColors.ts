import type { LabelColor, PlanningSettings } from '../../shared/backlog/planningSettings.ts';
import { labelKey } from '../../shared/backlog/withLabels.ts';

/** The colour of each known label, whatever its case; any other label has none. */
export type LabelColors = ReadonlyMap<string, LabelColor>;

export const labelColors = ({ labels }: Pick<PlanningSettings, 'labels'>): LabelColors =>
  new Map(labels.map(({ name, color }) => [labelKey(name), color]));
