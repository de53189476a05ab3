import type { FileProblem } from './fileProblems.ts';
import styles from './ImportProblems.module.css';

interface Props {
  readonly problems: readonly FileProblem[];
  readonly onGo: (line: number) => void;
}

/** What is wrong in the file: the line, the field, and what it must be. A line's number leads to it. */
export const ImportProblems = ({ problems, onGo }: Props) => (
  <div role="alert" className={styles.problems}>
    <h2>
      {problems.length === 1 ? 'One thing' : `${String(problems.length)} things`} in the file must be mended before it
      can be imported
    </h2>
    <ul className={styles.list}>
      {problems.map((problem) => (
        <li
          key={`${String(problem.line)}:${String(problem.column)} ${problem.field} ${problem.message}`}
          className={styles.problem}
        >
          {problem.line !== null && (
            <button type="button" className={styles.line} onClick={() => onGo(problem.line ?? 1)}>
              Line {problem.line}
            </button>
          )}
          {problem.field !== '' && <code>{problem.field}</code>}
          <span>{problem.message}</span>
        </li>
      ))}
    </ul>
  </div>
);
