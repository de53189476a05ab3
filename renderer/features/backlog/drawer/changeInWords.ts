import type { ItemKind } from '../../../../shared/backlog/item.ts';
import { withLabels } from '../../../../shared/backlog/withLabels.ts';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, SprintId } from '../../../../shared/ids.ts';
import type { EntityChange } from '../../../../shared/ledger/contract.ts';
import { estimateName } from '../../../ui/estimateName.ts';
import { kindName } from '../../../ui/kindName.ts';
import type { BacklogModel } from '../backlogModel.ts';

type Names = Pick<BacklogModel, 'byId' | 'memberOf' | 'sprintOf' | 'statusOf' | 'scale'>;

const titles: Readonly<Record<string, string>> = {
  kind: 'Kind',
  title: 'Title',
  status: 'Status',
  statusReason: 'Reason',
  estimate: 'Estimate',
  value: 'Value',
  urgency: 'Urgency',
  effort: 'Effort',
  assignee: 'Assignee',
  sprint: 'Sprint',
  parent: 'Part of',
};

/** Follows from another field, or says nothing to a person. */
const unsaid: ReadonlySet<string> = new Set([
  'startedAt',
  'endedAt',
  'updatedAt',
  'revision',
  'number',
  'projectId',
  'id',
]);

const NONE = '–';

const valueInWords = (field: string, value: unknown, names: Names): string => {
  if (value === null || value === undefined || value === '') return NONE;
  switch (field) {
    case 'kind':
      return kindName[value as ItemKind] ?? String(value);
    case 'status':
      return names.statusOf.get(value as StatusId)?.name ?? String(value);
    case 'estimate':
      return estimateName(Number(value), names.scale);
    case 'assignee':
      return names.memberOf.get(value as MemberId)?.name ?? 'somebody who is gone';
    case 'sprint':
      return names.sprintOf.get(value as SprintId)?.name ?? 'a sprint that is gone';
    case 'parent':
      return names.byId.get(value as ItemId)?.key ?? 'an item that is gone';
    default:
      return String(value);
  }
};

const labelsInWords = (before: unknown, after: unknown): string => {
  const [old, now] = [before, after].map((each) => (Array.isArray(each) ? each.map(String) : []));
  const added = withLabels(now ?? [], [], old);
  const removed = withLabels(old ?? [], [], now);
  return [...added.map((label) => `label ${label} added`), ...removed.map((label) => `label ${label} removed`)].join(
    ', ',
  );
};

const fieldInWords = (field: string, before: unknown, after: unknown, names: Names): string => {
  if (field === 'labels') return labelsInWords(before, after);
  if (field === 'description') return after === '' ? 'Description removed' : 'Description changed';
  if (field === 'rank') return 'Moved';
  if (field === 'placedByHand') return after === true ? 'Placed against its score' : 'In line with its score';
  if (field === 'triage') return after === null ? 'Left the inbox' : before === null ? 'Back in the inbox' : 'Snoozed';
  const title = titles[field];
  return title === undefined
    ? ''
    : `${title} ${valueInWords(field, before, names)} → ${valueInWords(field, after, names)}`;
};

/** What an act did to an item, one line a field: "Estimate 5 → 8", "label api added". Empty for what nobody asks about. */
export const changeInWords = ({ kind, before, after }: EntityChange, names: Names): readonly string[] => {
  if (kind === 'insert') return ['Created'];
  if (kind === 'remove') return ['Deleted'];
  return Object.keys(after ?? {})
    .filter((field) => !unsaid.has(field))
    .map((field) => fieldInWords(field, before?.[field], after?.[field], names))
    .filter((words) => words !== '');
};
