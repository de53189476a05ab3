import { itemKinds } from '../../../shared/backlog/item.ts';
import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import type { TargetField } from '../../../shared/imports/contract.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import type { Member } from '../../../shared/team/member.ts';
import { estimateName } from '../../ui/estimateName.ts';
import { kindName } from '../../ui/kindName.ts';

/** What a project has that a value of a file can stand for. */
export interface KnownHere {
  readonly settings: PlanningSettings;
  readonly members: readonly Member[];
  readonly sprints: readonly Sprint[];
}

export interface ValueChoice {
  readonly value: string;
  readonly label: string;
}

const ratings: readonly ValueChoice[] = Array.from({ length: 10 }, (_, at) => ({
  value: String(at + 1),
  label: String(at + 1),
}));

/** What a value of a field can be said to stand for; null where nothing can be said, as for a parent that is not there. */
export const valueChoices = (
  field: TargetField,
  { settings, members, sprints }: KnownHere,
): readonly ValueChoice[] | null => {
  switch (field) {
    case 'status':
      return settings.workflow.map(({ id, name }) => ({ value: id, label: name }));
    case 'kind':
      return itemKinds.map((kind) => ({ value: kind, label: kindName[kind] }));
    case 'estimate':
      return settings.scale.steps.map(({ points }) => ({
        value: String(points),
        label: estimateName(points, settings.scale),
      }));
    case 'value':
    case 'urgency':
    case 'effort':
      return ratings;
    case 'assignee':
      return members.map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (left)` }));
    case 'sprint':
      return sprints.map(({ id, name, state }) => ({
        value: id,
        label: state === 'closed' ? `${name} (closed)` : name,
      }));
    default:
      return null;
  }
};
