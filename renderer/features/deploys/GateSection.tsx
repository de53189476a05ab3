import { Link } from '@tanstack/react-router';
import type { DeployPlan } from '../../../shared/deploys/contract.ts';
import type { GatedChange } from '../../../shared/deploys/deployGate.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { FactList } from '../../ui/FactList.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './GateSection.module.css';
import { gateShown, qaShown } from './gateWords.ts';

interface Props {
  readonly project: ProjectId;
  readonly plan: DeployPlan;
}

const Change = ({ project, change }: { readonly project: ProjectId; readonly change: GatedChange }) => (
  <li className={styles.change}>
    <StatusBadge bare {...gateShown[change.state]} />
    <Link
      className={styles.title}
      to="/p/$project/review/$change"
      params={{ project, change: change.id }}
      search={{ tab: 'gate' }}
      title="Open its review"
    >
      <bdi>{visibleText(change.title)}</bdi>
    </Link>
    {change.item !== null && (
      <Link to="/p/$project/deploy" params={{ project }} search={{ item: change.item }}>
        its item
      </Link>
    )}
    {change.open.length > 0 && <bdi className={styles.open}>{change.open.join('; ')}</bdi>}
  </li>
);

/** What reviews and QA say of a deploy; whether it stops anything is said by the concerns. */
export const GateSection = ({ project, plan: { gate } }: Props) => {
  const { changes, untracked, qa } = gate;
  return (
    <Section
      title="Reviews and QA"
      lead={gate.on ? 'This deploy is gated: what is open stops it.' : 'Shown only: this deploy is not gated.'}
    >
      <FactList
        facts={[
          {
            name: 'QA of this revision',
            value:
              qa === null ? (
                'no QA run'
              ) : (
                <>
                  <StatusBadge bare {...qaShown(qa)} />{' '}
                  <Link to="/p/$project/qa/$run" params={{ project, run: qa.id }}>
                    <bdi>{qa.name}</bdi>
                  </Link>
                </>
              ),
          },
          {
            name: 'Changes',
            value:
              changes.length === 0 ? (
                'none that Pitwall knows'
              ) : (
                <ul className={styles.changes}>
                  {changes.map((change) => (
                    <Change key={change.id} project={project} change={change} />
                  ))}
                </ul>
              ),
          },
          ...(untracked.length === 0
            ? []
            : [
                {
                  name: 'In no change',
                  value: `${untracked.length} ${untracked.length === 1 ? 'commit' : 'commits'}`,
                },
              ]),
        ]}
      />
    </Section>
  );
};
