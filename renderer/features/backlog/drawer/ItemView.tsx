import { IconGitBranch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import { isOpen } from '../../../../shared/backlog/statusIn.ts';
import type { StatusNeed } from '../../../../shared/backlog/workflow.ts';
import type { ProjectId } from '../../../../shared/ids.ts';
import { describeFailure } from '../../../backend/failure.ts';
import type { Planning } from '../../../backend/usePlanning.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { ItemKindMark } from '../../../ui/ItemKindMark.tsx';
import { LinkButton } from '../../../ui/LinkButton.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { backlogModelOf } from '../backlogModel.ts';
import { useBacklogActs } from '../useBacklogActs.ts';
import { needsOf } from '../useNeeds.tsx';
import { CommentSection } from './CommentSection.tsx';
import { DescriptionSection } from './DescriptionSection.tsx';
import { DrawerFrame } from './DrawerFrame.tsx';
import { HistorySection } from './HistorySection.tsx';
import { ItemFieldList } from './ItemFieldList.tsx';
import { ItemTitle } from './ItemTitle.tsx';
import styles from './ItemView.module.css';
import { detailOf } from './itemQueries.ts';
import { LinkSection } from './LinkSection.tsx';
import { PartSection } from './PartSection.tsx';
import { TriageNotice } from './TriageNotice.tsx';

interface Props {
  readonly project: ProjectId;
  readonly planning: Planning;
  readonly item: Item;
  readonly onClose: () => void;
}

/** All of one item: every field to be changed in place, and its history. */
export const ItemView = ({ project, planning, item, onClose }: Props) => {
  const model = backlogModelOf(planning);
  const acts = useBacklogActs(project);
  const detail = useQuery(detailOf(item.id));
  const [refused, setRefused] = useState<unknown>(null);
  /** A status that waits for what it needs. */
  const [asked, setAsked] = useState<{ readonly patch: ItemPatch; readonly needs: readonly StatusNeed[] } | null>(null);

  const send = (patch: ItemPatch): Promise<unknown> => {
    setRefused(null);
    setAsked(null);
    return acts.edit([item.id], patch).catch((error: unknown) => {
      setRefused(error);
      throw error;
    });
  };
  const change = (patch: ItemPatch): void => {
    const status = patch.status === undefined ? undefined : model.statusOf.get(patch.status);
    const needs = status === undefined ? [] : needsOf([item], patch, status, model);
    if (needs.length > 0) setAsked({ patch, needs });
    else void send(patch).catch(() => {});
  };
  return (
    <DrawerFrame
      label={`${item.key}: ${item.title}`}
      head={
        <>
          <ItemKindMark kind={item.kind} />
          <Link className={styles.key} to="." search={{ item: item.id }}>
            {item.key}
          </Link>
        </>
      }
      onClose={onClose}
    >
      <ItemTitle item={item} onPatch={change} />
      {item.triage !== null && <TriageNotice item={item} />}
      {item.triage === null && isOpen(model.statusOf.get(item.status)?.category ?? 'todo') && (
        <div>
          <LinkButton
            variant="default"
            size="xs"
            to="/p/$project/build"
            params={{ project }}
            search={{ start: item.id }}
            leftSection={<IconGitBranch size={14} aria-hidden />}
          >
            Start work…
          </LinkButton>
        </div>
      )}
      {refused !== null && <ErrorView title={`${item.key} was not changed`} failure={describeFailure(refused)} />}
      <ItemFieldList
        item={item}
        model={model}
        asked={asked}
        onPatch={change}
        onAnswer={(patch) => void send(patch).catch(() => {})}
        onLeave={() => setAsked(null)}
      />
      <QueryView query={detail} what={`Reading ${item.key}`} failed={`${item.key} could not be read`} rows={5}>
        {({ description, links, comments }) => (
          <>
            <DescriptionSection description={description} onSave={(text) => send({ description: text })} />
            <PartSection item={item} model={model} acts={acts} />
            <LinkSection item={item} links={links} model={model} />
            <CommentSection item={item} comments={comments} />
          </>
        )}
      </QueryView>
      <HistorySection item={item} model={model} />
    </DrawerFrame>
  );
};
