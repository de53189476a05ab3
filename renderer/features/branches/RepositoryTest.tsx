import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { RepositorySource } from '../../../shared/branches/repositorySettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './branches.module.css';
import { type RepositoryDraft, wantedRepository } from './repositoryDraft.ts';

interface Props {
  readonly project: ProjectId;
  readonly draft: RepositoryDraft;
  readonly onBase: (base: string) => void;
}

/** Tries the source of the form before it is saved: what is wrong, and what to do. */
export const RepositoryTest = ({ project, draft, onBase }: Props) => {
  const test = useMutation(api.branches.testRepository.mutationOptions());
  const source = RepositorySource.safeParse(wantedRepository(draft).source).data;
  const base = test.data?.base ?? null;
  return (
    <>
      <div className={styles.bar}>
        <Button
          variant="default"
          loading={test.isPending}
          disabled={source === undefined}
          onClick={() => source !== undefined && test.mutate({ project, source, base: draft.base.trim() })}
        >
          Test the repository
        </Button>
        {base !== null && base !== draft.base && (
          <Button variant="default" onClick={() => onBase(base)}>
            Take {base} as the base
          </Button>
        )}
      </div>
      {test.isError && <ErrorView title="The repository was not tested" failure={describeFailure(test.error)} />}
      {test.data !== undefined && (
        <ul className={styles.findings} aria-label="Findings of the test" aria-live="polite">
          {test.data.findings.map(({ title, ok, message, act }) => (
            <li key={`${title} ${message}`}>
              <StatusBadge bare status={ok ? 'healthy' : 'failing'} label={title} /> <bdi>{message}</bdi>{' '}
              <bdi>{act}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
