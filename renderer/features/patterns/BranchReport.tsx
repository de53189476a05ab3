import type { PatternReport } from '../../../shared/patterns/patternReport.ts';
import { Callout } from '../../ui/Callout.tsx';
import { visibleText } from '../../ui/console/visibleText.ts';
import { FindingCard } from '../../ui/FindingCard.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { countOf } from './countOf.ts';
import styles from './patterns.module.css';
import { quietInWords } from './quietInWords.ts';
import { Suppressions } from './Suppressions.tsx';

/** What the rules say of a branch: the verdict, what could not be read, then the findings file by file. */
export const BranchReport = ({ report }: { readonly report: PatternReport }) => {
  const { findings, unparsable, suppressions, files, excluded, notices, engines } = report;
  const fresh = findings.filter(({ state }) => state === 'new').length;
  const paths = [...new Set(findings.map(({ path }) => path))];
  const clean = fresh === 0 && unparsable.length === 0;
  return (
    <>
      <div className={styles.facts}>
        <StatusBadge
          status={clean ? 'healthy' : 'failing'}
          label={
            clean
              ? 'nothing new'
              : `${countOf(fresh, 'new finding')}${unparsable.length > 0 ? `, ${countOf(unparsable.length, 'file')} not checked` : ''}`
          }
        />
        <span>
          {countOf(files - excluded, 'Python file')} of the branch checked
          {excluded > 0 && `, ${excluded} left out by the project’s own settings`}
        </span>
        <span>
          Ruff {engines.ruff}, Pitwall’s rules {engines.pitwall}
        </span>
      </div>
      {unparsable.length > 0 && (
        <Callout tone="danger" title="These files could not be checked, which is never a pass">
          <ul className={styles.list}>
            {unparsable.map(({ path, message }) => (
              <li key={path}>
                <bdi>{visibleText(path)}</bdi>: <bdi>{visibleText(message)}</bdi>
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {notices.length > 0 && (
        <details>
          <summary>{countOf(notices.length, 'remark')} on this check</summary>
          <ul className={styles.list}>
            {notices.map((notice) => (
              <li key={notice}>
                <bdi>{visibleText(notice)}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      <ul className={styles.files}>
        {paths.map((path) => (
          <li key={path}>
            <h3 className={styles.path}>
              <bdi>{visibleText(path)}</bdi>
            </h3>
            <div className={styles.cards}>
              {findings
                .filter((finding) => finding.path === path)
                .map((finding) => (
                  <FindingCard
                    key={`${finding.rule} ${finding.line}:${finding.column}`}
                    finding={finding}
                    place={`line ${finding.line}`}
                    quiet={quietInWords(finding.suppression)}
                  />
                ))}
            </div>
          </li>
        ))}
      </ul>
      <Suppressions suppressions={suppressions} />
    </>
  );
};
