import { Button } from '@mantine/core';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { definedError } from '../../ui/definedError.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './PlanFailure.module.css';

interface Props {
  readonly environment: Environment;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What the link to the connection's page says, by what went wrong. */
const wayOut = ({ kind }: SshFailure): string => {
  if (kind === 'host-key-changed' || kind === 'host-key-revoked') return 'Compare the fingerprints';
  if (kind === 'host-key-unknown') return 'Compare and trust the host key';
  if (kind.startsWith('passphrase') || kind.startsWith('password')) return 'Enter it for this environment';
  return 'Test the connection';
};

const Keys = ({ failure: { expected, offered } }: { readonly failure: SshFailure }) => (
  <dl className={styles.keys}>
    {expected !== undefined && (
      <div>
        <dt>
          Expected, from {expected.source}
          {expected.since !== undefined && (
            <>
              , since <RelativeTime at={expected.since} />
            </>
          )}
        </dt>
        <dd>
          <code>{expected.fingerprint}</code>
        </dd>
      </div>
    )}
    {offered !== undefined && (
      <div>
        <dt>Shown now</dt>
        <dd>
          <code>{offered.fingerprint}</code>
        </dd>
      </div>
    )}
  </dl>
);

/** A target that could not be asked: why, and the act that leads on. The other environments are not touched by it. */
export const PlanFailure = ({ environment, error, onRetry }: Props) => {
  const ssh = definedError(error, 'SSH');
  const target = definedError(error, 'TARGET');
  const connection = (words: string) => (
    <LinkButton
      to="/projects/$project/environments/$environment/connection"
      params={{ project: environment.projectId, environment: environment.id }}
      variant="default"
      data-column-act
    >
      {words}
    </LinkButton>
  );
  if (ssh !== null && (ssh.kind === 'host-key-changed' || ssh.kind === 'host-key-revoked'))
    return (
      <Callout tone="danger" title={`${ssh.message} Nothing was sent.`}>
        <p>{ssh.act}</p>
        <Keys failure={ssh} />
        <div className={styles.acts}>{connection(wayOut(ssh))}</div>
      </Callout>
    );
  return (
    <ErrorView title={`${environment.name} could not be asked`} failure={describeFailure(error)}>
      {ssh !== null && (
        <p className={styles.where}>
          <code>{ssh.where}</code>
          {ssh.hop === 'jump' && ' (the jump host)'}
        </p>
      )}
      <div className={styles.acts}>
        {ssh !== null && connection(wayOut(ssh))}
        {target !== null && connection('Test the connection')}
        <Button variant="default" onClick={onRetry}>
          Ask {environment.name} again
        </Button>
      </div>
    </ErrorView>
  );
};
