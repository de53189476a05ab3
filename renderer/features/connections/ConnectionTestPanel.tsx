import { Button } from '@mantine/core';
import type { ConnectionStage } from '../../../shared/connections/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './ConnectionTestPanel.module.css';
import { HostKeyChanged } from './HostKeyChanged.tsx';
import { HostKeyQuestion } from './HostKeyQuestion.tsx';
import { StageRow } from './StageRow.tsx';
import { stageOrder } from './stageTitles.ts';
import { testVerdict } from './testVerdict.ts';
import type { ConnectionTest } from './useConnectionTest.ts';

interface Props {
  readonly environment: Environment;
  readonly test: ConnectionTest;
  readonly onStart: () => void;
  readonly onTrusted: () => void;
}

const HostKeyPart = ({
  stage,
  environment,
  onTrusted,
}: Pick<Props, 'environment' | 'onTrusted'> & { readonly stage: ConnectionStage }) => {
  const { failure } = stage;
  if (failure === null || failure.offered === undefined) return null;
  return failure.kind === 'host-key-changed' ? (
    <HostKeyChanged environment={environment} failure={failure} onTrusted={onTrusted} />
  ) : (
    failure.kind === 'host-key-unknown' && (
      <HostKeyQuestion environment={environment.id} failure={failure} onTrusted={onTrusted} />
    )
  );
};

/** The connection test: a button, seven stages that fill as they are tried, and the answer in one sentence. */
export const ConnectionTestPanel = ({ environment, test, onStart, onTrusted }: Props) => (
  <Section
    title="Connection test"
    lead={testVerdict(test)}
    actions={
      <Button onClick={onStart} loading={test.state === 'running'}>
        {test.state === 'idle' ? 'Test the connection' : 'Test again'}
      </Button>
    }
  >
    {test.failure !== null && <ErrorView title="The test broke off" failure={test.failure} onRetry={onStart} />}
    <ol className={styles.stages}>
      {stageOrder.map((name) => {
        const stage = test.stages.find((each) => each.name === name);
        return (
          <StageRow key={name} name={name} stage={stage}>
            {stage !== undefined && <HostKeyPart stage={stage} environment={environment} onTrusted={onTrusted} />}
          </StageRow>
        );
      })}
    </ol>
  </Section>
);
