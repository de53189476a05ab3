import type { WholeChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './CommitsTab.module.css';
import { nameOfPerson, revisionKindInWords } from './reviewWords.ts';

/** The commits of the newest revision, and the revisions that there were. */
export const CommitsTab = ({ change }: { readonly change: WholeChange }) => {
  const { commits, current, revisions } = change;
  return (
    <>
      <Section
        title="Commits"
        lead={commits.length < current.commits ? `The newest ${commits.length} of ${current.commits}.` : undefined}
      >
        <ul className={styles.list}>
          {commits.map(({ revision, subject, body, author, coAuthors, at }) => (
            <li key={revision}>
              <div className={styles.line}>
                <Revision value={revision} />
                <bdi className={styles.subject}>{visibleText(subject)}</bdi>
                <span className={styles.who}>
                  <bdi title={author.email}>{nameOfPerson(author)}</bdi>
                  {coAuthors.map((person) => (
                    <span key={person.email}>
                      {' '}
                      with <bdi title={person.email}>{nameOfPerson(person)}</bdi>
                    </span>
                  ))}{' '}
                  <RelativeTime at={at} />
                </span>
              </div>
              {body.trim() !== '' && (
                <details className={styles.body}>
                  <summary>Message</summary>
                  <pre dir="auto">{body.trim().split('\n').map(visibleText).join('\n')}</pre>
                </details>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Revisions" lead="What the branch was, each time it was seen with something new.">
        <ul className={styles.list}>
          {revisions.toReversed().map((revision) => (
            <li key={revision.number} className={styles.line}>
              <strong>{revision.number}</strong>
              <Revision value={revision.head} />
              <span>{revisionKindInWords[revision.kind]}</span>
              <span className={styles.who}>
                {revision.commits} {revision.commits === 1 ? 'commit' : 'commits'}, {revision.files}{' '}
                {revision.files === 1 ? 'file' : 'files'}, +{revision.added} -{revision.removed},{' '}
                <RelativeTime at={revision.at} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
};
