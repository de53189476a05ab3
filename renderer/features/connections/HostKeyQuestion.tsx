import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import styles from './HostKeyQuestion.module.css';

interface Props {
  readonly environment: EnvironmentId;
  readonly failure: SshFailure;
  readonly onTrusted: () => void;
}

/** The file an OpenSSH server keeps the key of a type in: sshd_config(5), HostKey. */
const keyFileOf = (type: string): string => {
  const kind = /ed25519|ecdsa|rsa|dsa/.exec(type)?.[0] ?? '*';
  return `/etc/ssh/ssh_host_${kind}_key.pub`;
};

/** A server seen for the first time: its fingerprint, where to compare it, and one button to trust it. Nothing was sent yet. */
export const HostKeyQuestion = ({ environment, failure, onTrusted }: Props) => {
  const trust = useMutation(api.connections.trustHostKey.mutationOptions({ onSuccess: onTrusted }));
  const { offered } = failure;
  if (offered === undefined) return null;
  return (
    <div className={styles.question}>
      <Callout tone="warning" title={`Is this ${failure.hop === 'jump' ? 'jump host' : 'server'} really yours?`}>
        <p>
          Pitwall has not seen {failure.where} before. It showed this {offered.type} key; nothing was sent to it yet.
        </p>
        <CodeBlock text={offered.fingerprint} what="fingerprint" wrap />
        <p>
          Compare it with what the server itself says, in its provider's console or where you are already signed in, by:
        </p>
        <CodeBlock text={`ssh-keygen -lf ${keyFileOf(offered.type)}`} what="command to compare" wrap />
        {trust.isError && <ErrorView title="The key was not trusted" failure={describeFailure(trust.error)} />}
        <div>
          <Button
            loading={trust.isPending}
            onClick={() =>
              trust.mutate({ environment, hop: failure.hop, fingerprint: offered.fingerprint, replace: false })
            }
          >
            Trust this key and test again
          </Button>
        </div>
      </Callout>
    </div>
  );
};
