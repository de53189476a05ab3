import { useQuery } from '@tanstack/react-query';
import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { Callout } from '../../ui/Callout.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { SecretRow } from './SecretRow.tsx';
import { wantedSecrets } from './wantedSecrets.ts';

/** The secrets this environment can hold: written, replaced, forgotten, never shown. Says how they are kept. */
export const SecretsPanel = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(api.connections.secrets.queryOptions({ input: { environment: environment.id } }));
  return (
    <Section
      title="Secrets"
      lead="Write-only: Pitwall uses them to sign in and shows them to nobody, not even to this window."
    >
      <QueryView
        query={query}
        what="Asking which secrets are kept"
        failed="The secrets could not be asked for"
        rows={2}
      >
        {({ protection, held }) => {
          const wanted = wantedSecrets(environment.ssh);
          const kinds: readonly SecretKind[] = [...wanted, ...held.filter((kind) => !wanted.includes(kind))];
          return (
            <>
              <Callout
                tone={protection.kind === 'keychain' ? 'info' : 'warning'}
                title={
                  protection.kind === 'keychain'
                    ? 'Kept by the system keychain'
                    : 'Not protected here: kept in memory until Pitwall ends'
                }
              >
                {protection.explanation}
              </Callout>
              {kinds.length === 0 ? (
                <p>This environment signs in through the SSH agent, so it needs no secret here.</p>
              ) : (
                kinds.map((kind) => (
                  <SecretRow
                    key={kind}
                    environment={environment.id}
                    kind={kind}
                    held={held.includes(kind)}
                    wanted={wanted.includes(kind)}
                  />
                ))
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
};
