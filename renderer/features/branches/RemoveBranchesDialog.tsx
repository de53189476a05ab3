import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Branch } from '../../../shared/branches/branch.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './branches.module.css';
import { onOneLine } from './branchWords.ts';

const MOST = 500;

interface Props {
  readonly project: ProjectId;
  readonly branches: readonly Branch[];
  readonly onClose: () => void;
}

/** Which merged branches are deleted, at the origin and here; each only while it is what is shown. */
export const RemoveBranchesDialog = ({ project, branches, onClose }: Props) => {
  // What was there when the dialog opened: what comes in meanwhile was not looked at.
  const [offered] = useState(branches.slice(0, MOST));
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const remove = useMutation(
    api.branches.removeBranches.mutationOptions({
      onSuccess: (result) => {
        notifyDone(`${result.removed.length} ${result.removed.length === 1 ? 'branch is' : 'branches are'} deleted`);
        if (result.kept.length === 0) onClose();
      },
    }),
  );
  const wanted = offered.filter(({ name }) => !kept.has(name));
  const left = remove.data?.kept ?? [];
  return (
    <Dialog title="Delete merged branches" closeLabel="Close without deleting" onClose={onClose}>
      <div className={styles.form}>
        {remove.data === undefined ? (
          <>
            <p>
              Their work is in the base. They are deleted at the origin and on this machine, and only while their heads
              are the ones shown. The history of acts keeps their names.
            </p>
            <ul className={styles.choices} aria-label="Branches to delete">
              {offered.map(({ name, head }) => (
                <li key={name}>
                  <Checkbox
                    label={
                      <>
                        <bdi className={styles.mono}>{onOneLine(name)}</bdi> <code>{head.slice(0, 7)}</code>
                      </>
                    }
                    checked={!kept.has(name)}
                    onChange={({ currentTarget: { checked } }) =>
                      setKept(
                        (before) => new Set(checked ? [...before].filter((each) => each !== name) : [...before, name]),
                      )
                    }
                  />
                </li>
              ))}
            </ul>
          </>
        ) : (
          <Callout tone="warning" title={`${left.length} kept`}>
            <ul className={styles.list}>
              {left.map(({ name, message, act }) => (
                <li key={name}>
                  <bdi className={styles.mono}>{onOneLine(name)}</bdi>: {message} {act}
                </li>
              ))}
            </ul>
          </Callout>
        )}
        {remove.isError && <ErrorView title="The branches were not deleted" failure={describeFailure(remove.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            {remove.data === undefined ? 'Keep them' : 'Close'}
          </Button>
          {remove.data === undefined && (
            <Button
              color="red"
              disabled={wanted.length === 0}
              loading={remove.isPending}
              onClick={() => remove.mutate({ project, branches: wanted.map(({ name, head }) => ({ name, head })) })}
            >
              Delete {wanted.length} {wanted.length === 1 ? 'branch' : 'branches'}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
};
