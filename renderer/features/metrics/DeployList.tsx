import { Link } from '@tanstack/react-router';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { deployLook } from './deployLook.ts';
import styles from './MarkList.module.css';
import { momentText } from './shownWindow.ts';
import { type MarksShown, useMarks } from './useMarks.ts';

/** More are history; the page of that name has them. */
const MOST = 20;

/** The deploys that the charts mark, in words, each with the way to its run. */
export const DeployList = (shown: MarksShown) => {
  const { environment } = shown;
  const { deploys } = useMarks(shown);
  if (deploys.length === 0) return null;
  return (
    <Section title="Deploys in this time">
      <ul className={styles.list}>
        {deploys.slice(0, MOST).map(({ run, at, outcome, label }) => {
          const { status, label: word } = deployLook(outcome);
          return (
            <li key={run} className={styles.mark}>
              <span className={styles.time}>{momentText(at)}</span>
              <StatusBadge bare status={status} label={word} />
              <Link to="/p/$project/runs/$run" params={{ project: environment.projectId, run }} className={styles.what}>
                <bdi>{label}</bdi>
              </Link>
            </li>
          );
        })}
      </ul>
      {deploys.length > MOST && <p className={styles.more}>And {deploys.length - MOST} before.</p>}
    </Section>
  );
};
