import { Link } from '@tanstack/react-router';
import type { JudgedRequirement } from '../../../shared/gates/requirement.ts';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './GateTab.module.css';
import { gateInWords, requirementShown } from './reviewWords.ts';
import { VoteList } from './VoteList.tsx';

const RequirementRow = ({ requirement }: { readonly requirement: JudgedRequirement }) => {
  const { title, state, reasons, overridable } = requirement;
  return (
    <li className={styles.requirement} data-state={state} aria-label={title}>
      <div className={styles.head}>
        <bdi className={styles.title}>{title}</bdi>
        <StatusBadge bare {...requirementShown[state]} />
      </div>
      {reasons.map((reason) => (
        <p key={reason} className={styles.reason}>
          <bdi>{reason}</bdi>
        </p>
      ))}
      {state === 'error' && <p className={styles.reason}>What cannot be judged blocks, and no override passes it.</p>}
      {state === 'unsatisfied' && overridable === false && (
        <p className={styles.reason}>No override passes this one.</p>
      )}
    </li>
  );
};

/** The gate of a change: each requirement with its state and why, and who approved or has a veto. */
export const GateTab = ({ change }: { readonly change: WholeChange }) => {
  const { gate, state, projectId: project } = change;
  const words = gateInWords(gate);
  return (
    <>
      <Section
        title={state === 'merged' ? 'The gate when it was merged' : 'Gate'}
        lead={
          <>
            <StatusBadge {...words} label={gate.open ? words.label : 'closed'} />{' '}
            <Link to="/p/$project/review/settings" params={{ project }}>
              Change what is required
            </Link>
          </>
        }
      >
        {gate.requirements.length === 0 ? (
          <EmptyView title="Nothing is required">Changes of this project are merged without a gate.</EmptyView>
        ) : (
          <ul className={styles.list}>
            {gate.requirements.map((requirement) => (
              <RequirementRow key={requirement.id} requirement={requirement} />
            ))}
          </ul>
        )}
      </Section>
      <VoteList change={change} />
    </>
  );
};
