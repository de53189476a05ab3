import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './HostKeyChanged.module.css';

interface Props {
  readonly environment: Environment;
  readonly failure: SshFailure;
  readonly onTrusted: () => void;
}

/** A server that shows another key than before: a hard stop. Replacing the key is a second, deliberate act with the name typed. */
export const HostKeyChanged = ({ environment, failure, onTrusted }: Props) => {
  const [replacing, setReplacing] = useState(false);
  const trust = useMutation(api.connections.trustHostKey.mutationOptions({ onSuccess: onTrusted }));
  const { offered, expected } = failure;
  return (
    <div className={styles.changed}>
      <Callout tone="danger" title={`The host key of ${failure.where} has changed. Nothing was sent.`}>
        <p>
          Either the server was set up anew, or somebody stands between you and it. Pitwall does not connect until you
          know which. Ask whoever runs the server before you do anything else.
        </p>
        <dl className={styles.keys}>
          {expected !== undefined && (
            <div>
              <dt>
                Expected, from {expected.source}
                {expected.since !== undefined && (
                  <>
                    , since <RelativeTime at={expected.since} />
                  </>
                )}{' '}
                ({expected.type})
              </dt>
              <dd>
                <CodeBlock text={expected.fingerprint} what="expected fingerprint" wrap />
              </dd>
            </div>
          )}
          {offered !== undefined && (
            <div>
              <dt>Shown now ({offered.type})</dt>
              <dd>
                <CodeBlock text={offered.fingerprint} what="fingerprint shown now" wrap />
              </dd>
            </div>
          )}
        </dl>
        {!replacing && offered !== undefined && (
          <div>
            <Button variant="default" onClick={() => setReplacing(true)}>
              I compared the new fingerprint on the server itself…
            </Button>
          </div>
        )}
        {replacing && offered !== undefined && (
          <div className={styles.replace}>
            <h3>Replace the key of {environment.name}</h3>
            <p>
              From then on Pitwall trusts the new key and refuses the old one. It will send sign-in secrets and deploys
              to whoever holds it.
            </p>
            {trust.isError && <ErrorView title="The key was not replaced" failure={describeFailure(trust.error)} />}
            <ConfirmByName
              name={environment.name}
              of="environment"
              act="Replace the host key"
              busy={trust.isPending}
              onConfirm={() =>
                trust.mutate({
                  environment: environment.id,
                  hop: failure.hop,
                  fingerprint: offered.fingerprint,
                  replace: true,
                })
              }
            >
              <Button variant="default" onClick={() => setReplacing(false)}>
                Leave it as it is
              </Button>
            </ConfirmByName>
          </div>
        )}
      </Callout>
    </div>
  );
};
