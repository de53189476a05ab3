import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import type { MachineAnswer, MachineFinding } from '../../../shared/reviews/machineAnswer.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import styles from './MachineReport.module.css';
import { checkTitle } from './reviewWords.ts';
import { SuppressSecretForm } from './SuppressSecretForm.tsx';
import { useReviewActs } from './useReviewActs.ts';

interface Props {
  readonly change: WholeChange;
  readonly report: MachineAnswer;
}

const Finding = ({ change, finding }: { readonly change: WholeChange; readonly finding: MachineFinding }) => {
  const [isSuppressing, setSuppressing] = useState(false);
  const { countAgain, busy } = useReviewActs(change);
  const { rule, path, line, message, fingerprint, suppressed } = finding;
  const isOpen = change.state === 'open';
  return (
    <li className={styles.finding} data-suppressed={suppressed !== null || undefined}>
      <div className={styles.line}>
        <code>{rule}</code>
        <Link
          to="/p/$project/review/$change"
          params={{ project: change.projectId, change: change.id }}
          search={{ tab: 'files', file: path, from: 0, ...(line === null ? {} : { line, side: 'new' }) }}
        >
          <bdi>{visibleText(path)}</bdi>
          {line !== null && `:${line}`}
        </Link>
        <bdi className={styles.message}>{visibleText(message)}</bdi>
        {isOpen && fingerprint !== null && suppressed === null && !isSuppressing && (
          <Button variant="default" size="compact-xs" onClick={() => setSuppressing(true)}>
            Not a secret…
          </Button>
        )}
        {isOpen && fingerprint !== null && suppressed !== null && (
          <Button variant="default" size="compact-xs" disabled={busy} onClick={() => countAgain(fingerprint)}>
            Count it again
          </Button>
        )}
      </div>
      {suppressed !== null && (
        <p className={styles.dim}>
          does not count: <bdi>{suppressed.reason}</bdi> (<bdi>{suppressed.by}</bdi>)
        </p>
      )}
      {isSuppressing && fingerprint !== null && (
        <SuppressSecretForm change={change} fingerprint={fingerprint} onClose={() => setSuppressing(false)} />
      )}
    </li>
  );
};

/** What Pitwall found out by itself, with every finding and the line it is on. */
export const MachineReport = ({ change, report }: Props) => (
  <div className={styles.report}>
    <p className={styles.dim}>
      {checkTitle[report.check]}: <bdi>{report.summary}</bdi>
    </p>
    {report.findings.length > 0 && (
      <ul className={styles.findings} aria-label={`Findings: ${checkTitle[report.check]}`}>
        {report.findings.map((finding) => (
          <Finding
            key={`${finding.rule} ${finding.path} ${finding.line ?? ''} ${finding.fingerprint ?? finding.message}`}
            change={change}
            finding={finding}
          />
        ))}
      </ul>
    )}
    {report.more > 0 && <p className={styles.dim}>and {report.more.toLocaleString('en')} more</p>}
  </div>
);
