import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import type { MachineAnswer, MachineFinding } from '../../../shared/reviews/machineAnswer.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { FindingCard } from '../../ui/FindingCard.tsx';
import styles from './MachineReport.module.css';
import { checkTitle } from './reviewWords.ts';
import { SuppressSecretForm } from './SuppressSecretForm.tsx';
import { useReviewActs } from './useReviewActs.ts';

/** Findings shown at first; a report may have two hundred. */
const FIRST = 10;

interface Props {
  readonly change: WholeChange;
  readonly report: MachineAnswer;
}

interface FindingProps {
  readonly change: WholeChange;
  readonly finding: MachineFinding;
}

const Place = ({ change, finding }: FindingProps) => {
  const { path, line } = finding;
  return (
    <Link
      to="/p/$project/review/$change"
      params={{ project: change.projectId, change: change.id }}
      search={{ tab: 'files', file: path, from: 0, ...(line === null ? {} : { line, side: 'new' }) }}
    >
      <bdi>{visibleText(path)}</bdi>
      {line !== null && `:${line}`}
    </Link>
  );
};

const Quiet = ({ suppressed }: { readonly suppressed: NonNullable<MachineFinding['suppressed']> }) => (
  <>
    does not count: <bdi>{visibleText(suppressed.reason)}</bdi> (<bdi>{visibleText(suppressed.by)}</bdi>)
  </>
);

/** A finding whose message says all, in a line. */
const FindingLine = ({ change, finding }: FindingProps) => {
  const [isSuppressing, setSuppressing] = useState(false);
  const { countAgain, busy } = useReviewActs(change);
  const { rule, message, fingerprint, suppressed } = finding;
  const isOpen = change.state === 'open';
  return (
    <li className={styles.finding} data-suppressed={suppressed !== null || undefined}>
      <div className={styles.line}>
        <code>{rule}</code>
        <Place change={change} finding={finding} />
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
          <Quiet suppressed={suppressed} />
        </p>
      )}
      {isSuppressing && fingerprint !== null && (
        <SuppressSecretForm change={change} fingerprint={fingerprint} onClose={() => setSuppressing(false)} />
      )}
    </li>
  );
};

const Finding = ({ change, finding }: FindingProps) =>
  finding.advice === null ? (
    <FindingLine change={change} finding={finding} />
  ) : (
    <li className={styles.card}>
      <FindingCard
        finding={{ ...finding, ...finding.advice, state: finding.suppressed === null ? 'new' : 'suppressed' }}
        place={<Place change={change} finding={finding} />}
        quiet={finding.suppressed === null ? undefined : <Quiet suppressed={finding.suppressed} />}
      />
    </li>
  );

/** What Pitwall found out by itself, with every finding and the line it is on. */
export const MachineReport = ({ change, report }: Props) => {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? report.findings : report.findings.slice(0, FIRST);
  const hidden = report.findings.length - shown.length;
  return (
    <div className={styles.report}>
      <p className={styles.dim}>
        {checkTitle[report.check]}: <bdi>{report.summary}</bdi>
      </p>
      {report.progress !== null && (
        <progress
          className={styles.progress}
          aria-label={checkTitle[report.check]}
          value={report.progress.total === 0 ? undefined : report.progress.done}
          max={Math.max(1, report.progress.total)}
        />
      )}
      {shown.length > 0 && (
        <ul className={styles.findings} aria-label={`Findings: ${checkTitle[report.check]}`}>
          {shown.map((finding) => (
            <Finding
              key={`${finding.rule} ${finding.path} ${finding.line ?? ''} ${finding.fingerprint ?? finding.message}`}
              change={change}
              finding={finding}
            />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            Show {hidden} more
          </Button>
        </div>
      )}
      {report.more > 0 && <p className={styles.dim}>and {report.more.toLocaleString('en')} more</p>}
    </div>
  );
};
