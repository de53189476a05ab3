import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RepositoryView } from '../../../shared/branches/contract.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './branches.module.css';

interface Props {
  readonly project: ProjectId;
  readonly view: RepositoryView;
  readonly onRemoved: () => void;
}

/** Lets the repository go: a clone of our own with its files, a folder of the user's as it is. */
export const RepositoryRemoval = ({ project, view: { settings, state }, onRemoved }: Props) => {
  const [asked, setAsked] = useState(false);
  const remove = useMutation(
    api.branches.removeRepository.mutationOptions({
      onSuccess: () => {
        setAsked(false);
        notifyDone('The repository is forgotten');
        onRemoved();
      },
    }),
  );
  const own = settings?.source.kind === 'clone';
  const what = own ? 'Pitwall’s clone is deleted; the origin is not touched.' : 'Your folder stays as it is.';
  return (
    <Section title="Forget the repository" lead={what}>
      <div>
        <Button variant="default" color="red" onClick={() => setAsked(true)}>
          Forget the repository…
        </Button>
      </div>
      {asked && (
        <Dialog title="Forget the repository" closeLabel="Keep it" onClose={() => setAsked(false)}>
          <div className={styles.form}>
            <p>
              <bdi className={styles.mono}>{state.folder}</bdi>: {what} Branches that could not be pushed yet are lost
              with a clone of Pitwall’s.
            </p>
            {remove.isError && <ErrorView title="It was not forgotten" failure={describeFailure(remove.error)} />}
            <div className={styles.acts}>
              <Button variant="default" onClick={() => setAsked(false)}>
                Keep it
              </Button>
              <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ project })}>
                Forget it
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Section>
  );
};
