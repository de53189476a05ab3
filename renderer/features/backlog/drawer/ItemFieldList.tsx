import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { StatusNeed } from '../../../../shared/backlog/workflow.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { MemberName } from '../../../ui/MemberName.tsx';
import { NeedsForm } from '../../../ui/NeedsForm.tsx';
import { OverrideMark } from '../../../ui/OverrideMark.tsx';
import { overrideInWords } from '../../../ui/overrideInWords.ts';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { StatusMark } from '../../../ui/StatusMark.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { LabelPicker } from '../fields/LabelPicker.tsx';
import { FieldButton } from './FieldButton.tsx';
import { FieldRow } from './FieldRow.tsx';
import styles from './ItemFieldList.module.css';
import { ParentField } from './ParentField.tsx';
import { PickedRow } from './PickedRow.tsx';
import { ScoreField } from './ScoreField.tsx';

interface Props {
  readonly item: Item;
  readonly model: BacklogModel;
  /** A status that waits for what it needs. */
  readonly asked: { readonly patch: ItemPatch; readonly needs: readonly StatusNeed[] } | null;
  readonly onPatch: (patch: ItemPatch) => void;
  readonly onAnswer: (patch: ItemPatch) => void;
  readonly onLeave: () => void;
}

/** Every field of an item, each changed in its place. */
export const ItemFieldList = ({ item, model, asked, onPatch, onAnswer, onLeave }: Props) => {
  const place = model.places.get(item.id);
  const override = model.overrides.get(item.id);
  const wanted = asked?.patch.status === undefined ? undefined : model.statusOf.get(asked.patch.status);
  const picked = { item, model, onPatch };
  return (
    <dl className={styles.fields}>
      <PickedRow {...picked} field="status">
        <StatusMark status={model.statusOf.get(item.status) ?? null} />
      </PickedRow>
      {asked !== null && wanted !== undefined && (
        <div className={styles.needs}>
          <NeedsForm
            status={wanted}
            needs={asked.needs}
            scale={model.scale}
            members={model.members}
            act={`Move to ${wanted.name}`}
            onAnswer={(answer) => onAnswer({ ...asked.patch, ...answer })}
            onCancel={onLeave}
          />
        </div>
      )}
      {item.statusReason !== '' && (
        <FieldRow title="Reason">
          <bdi className={styles.fact}>{item.statusReason}</bdi>
        </FieldRow>
      )}
      <PickedRow {...picked} field="kind" />
      <PickedRow {...picked} field="estimate" />
      <PickedRow {...picked} field="value" />
      <PickedRow {...picked} field="urgency" />
      <PickedRow {...picked} field="effort" />
      <ScoreField item={item} weights={model.settings.weights} />
      <PickedRow {...picked} field="assignee">
        <span>
          <MemberName member={item.assignee === null ? null : model.memberOf.get(item.assignee)} />
        </span>
      </PickedRow>
      <PickedRow {...picked} field="sprint" />
      <FieldRow title="Labels">
        <FieldButton
          title="Labels"
          editor={(close) => (
            <LabelPicker
              label={`Labels of ${item.key}`}
              labels={item.labels}
              model={model}
              onPatch={onPatch}
              onClose={close}
            />
          )}
        >
          {item.labels.length === 0 ? '–' : <LabelChips labels={item.labels} colors={model.colors} />}
        </FieldButton>
      </FieldRow>
      <ParentField item={item} model={model} onPatch={onPatch} />
      {place !== undefined && (
        <FieldRow title="Rank">
          <span className={styles.fact}>
            {place} of {model.places.size} {override !== undefined && <OverrideMark delta={override} />}
          </span>
          {override !== undefined && <p className={styles.note}>{overrideInWords(override)}</p>}
        </FieldRow>
      )}
      {item.source !== null && (
        <FieldRow title="Source">
          <span className={styles.fact}>
            {item.source.system} <bdi>{item.source.externalId}</bdi>{' '}
            {item.source.url !== null && (
              <a href={item.source.url} target="_blank" rel="noreferrer noopener">
                Open the original <IconExternalLink size={12} aria-hidden />
              </a>
            )}
          </span>
        </FieldRow>
      )}
      <FieldRow title="Created">
        <span className={styles.fact}>
          <RelativeTime at={item.createdAt} />, changed <RelativeTime at={item.updatedAt} />
        </span>
      </FieldRow>
      {item.sprint !== null && (
        <FieldRow title="">
          <Link
            className={styles.fact}
            to="/p/$project/sprint/$sprint"
            params={{ project: item.projectId, sprint: item.sprint }}
          >
            Open its sprint
          </Link>
        </FieldRow>
      )}
    </dl>
  );
};
