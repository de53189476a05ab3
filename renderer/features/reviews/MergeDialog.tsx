import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MergeOutcome, WholeChange } from '../../../shared/reviews/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { announce } from '../../ui/announce.ts';
import { Callout } from '../../ui/Callout.tsx';
import { visibleText } from '../../ui/console/visibleText.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { ConflictList } from './ConflictList.tsx';
import { mergeSteps } from './mergeSteps.ts';
import { OpenRequirements } from './OpenRequirements.tsx';
import styles from './reviewForm.module.css';
import { repositoryOf } from './reviewsQueries.ts';
import { methodInWords, openOf } from './reviewWords.ts';

interface Props {
  readonly change: WholeChange;
  readonly onClose: () => void;
  readonly onOverride: () => void;
}

/** Merging a change: refused with the reasons while its gate is closed, else asked once more with what exactly will be done. */
export const MergeDialog = ({ change, onClose, onOverride }: Props) => {
  const [head] = useState(change.current.head);
  const source = useQuery(repositoryOf(change.projectId)).data?.settings?.source;
  const [outcome, setOutcome] = useState<Exclude<MergeOutcome, { kind: 'merged' }> | null>(null);
  const merging = useMutation(
    api.reviews.merge.mutationOptions({
      onSuccess: (result) => {
        if (result.kind === 'merged') {
          notifyDone(`${visibleText(change.branch)} is merged into ${visibleText(change.base)}`);
          onClose();
        } else {
          setOutcome(result);
          announce('It was not merged', 'assertive');
        }
      },
    }),
  );
  const gate = outcome?.kind === 'closed' ? outcome.gate : change.gate;
  const isMoved = change.current.head !== head;
  const into = visibleText(change.base);
  if (!gate.open)
    return (
      <Dialog title={`It cannot be merged into ${into} yet`} closeLabel="Close" onClose={onClose} size="lg">
        <div className={styles.form}>
          <p className={styles.lead}>
            {openOf(gate).length === 1 ? 'One requirement is' : `${openOf(gate).length} requirements are`} open:
          </p>
          <OpenRequirements gate={gate} />
          {change.conflicts.length > 0 && (
            <Callout tone="warning" title={`It conflicts with ${into}`}>
              <ConflictList conflicts={change.conflicts} branch={change.branch} base={change.base} />
            </Callout>
          )}
          <div className={styles.acts}>
            <Button variant="default" onClick={onOverride}>
              In an emergency: override the gate…
            </Button>
            <Button data-autofocus onClick={onClose}>
              Close
            </Button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog
      title={`Merge into ${into} by ${methodInWords[change.mergeMethod]}?`}
      closeLabel="Do not merge"
      onClose={onClose}
      size="lg"
    >
      <div className={styles.form}>
        <p className={styles.lead}>This will be done, wholly or not at all:</p>
        <ol className={styles.list}>
          {mergeSteps(change, source?.kind === 'clone' ? source.url : null).map((step) => (
            <li key={step}>
              <bdi>{step}</bdi>
            </li>
          ))}
        </ol>
        {gate.state === 'overridden' && (
          <Callout tone="warning">
            <p>The gate is open by an override only. That stays on the change.</p>
          </Callout>
        )}
        {isMoved && (
          <Callout tone="warning">
            <p>The branch moved while this was open. Close it, and look at what came.</p>
          </Callout>
        )}
        {outcome?.kind === 'conflict' && (
          <Callout tone="danger" title="It conflicts with the base. Nothing was merged.">
            <ConflictList conflicts={outcome.conflicts} branch={change.branch} base={change.base} />
          </Callout>
        )}
        {outcome?.kind === 'moved' && (
          <Callout tone="danger" title="Nothing was merged.">
            <p>{outcome.message}</p>
          </Callout>
        )}
        {merging.isError && <ErrorView title="It was not merged" failure={describeFailure(merging.error)} />}
        <div className={styles.acts}>
          <Button variant="default" data-autofocus onClick={onClose}>
            Do not merge
          </Button>
          <Button
            loading={merging.isPending}
            disabled={isMoved}
            onClick={() => merging.mutate({ ...planningWindow, change: change.id, head })}
          >
            Merge {head.slice(0, 7)} into {into}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
