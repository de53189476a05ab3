import { Link } from '@tanstack/react-router';
import type { Run } from '../../../shared/deploys/run.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { gateShown } from './gateWords.ts';
import styles from './RunProof.module.css';

/** Changes that are named; the rest is a number. */
const NAMED = 3;

/** What a gated run was let through by: the reviews of what it brought, and the QA run of its revision. */
export const RunProof = ({ run }: { readonly run: Run }) => {
  const { gate, projectId: project } = run;
  if (gate === null || (gate.qaRun === null && gate.changes.length === 0)) return null;
  return (
    <section className={styles.proof} aria-label="Let through by">
      {gate.changes.slice(0, NAMED).map(({ id, title, state }) => (
        <span key={id}>
          <StatusBadge bare {...gateShown[state]} />{' '}
          <Link to="/p/$project/review/$change" params={{ project, change: id }} search={{ tab: 'gate' }}>
            <bdi>{visibleText(title)}</bdi>
          </Link>
        </span>
      ))}
      {gate.changes.length > NAMED && <span>and {gate.changes.length - NAMED} more changes</span>}
      {gate.qaRun !== null && (
        <Link to="/p/$project/qa/$run" params={{ project, run: gate.qaRun }}>
          its QA run
        </Link>
      )}
    </section>
  );
};
