import { Link } from '@tanstack/react-router';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './MarkList.module.css';
import { momentText } from './shownWindow.ts';
import { type MarksShown, useMarks } from './useMarks.ts';

/** More are on the page of alerts. */
const MOST = 20;

/** The alerts that the charts mark, in words. */
export const AlertList = (shown: MarksShown) => {
  const { alerts } = useMarks(shown);
  if (alerts.length === 0) return null;
  return (
    <Section title="Alerts in this time">
      <ul className={styles.list}>
        {alerts.slice(0, MOST).map(({ alert, name, subject, severity, from, to }) => (
          <li key={alert} className={styles.mark}>
            <span className={styles.time}>
              {momentText(from)} {to === null ? 'and still open' : `to ${momentText(to)}`}
            </span>
            <StatusBadge bare status={severity === 'critical' ? 'failing' : 'degraded'} label={severity} />
            <Link to="/p/$project/alerts" params={{ project: shown.environment.projectId }} className={styles.what}>
              <bdi>{subject === '' ? name : `${name}: ${subject}`}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      {alerts.length > MOST && <p className={styles.more}>And {alerts.length - MOST} before.</p>}
    </Section>
  );
};
