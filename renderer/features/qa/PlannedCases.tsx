import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import type { TestCase } from '../../../shared/qa/testCase.ts';
import type { Member } from '../../../shared/team/member.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { walkRows } from '../../ui/walkRows.ts';
import styles from './PlannedCases.module.css';
import { usePlanActs } from './usePlanActs.ts';

interface Props {
  /** Of one category, in their order. */
  readonly cases: readonly TestCase[];
  readonly members: readonly Member[];
  readonly onEdit: (testCase: TestCase) => void;
}

/** The cases of one category. J and K go over all categories of the page; Shift with an arrow moves the one that has the focus. */
export const PlannedCases = ({ cases, members, onEdit }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  const { move, remove } = usePlanActs();
  const focused = (): number =>
    cases.findIndex(({ id }) => document.activeElement?.closest<HTMLElement>('[data-case]')?.dataset.case === id);
  const by = (step: 1 | -1) => (at: number) => {
    const testCase = cases[at];
    const behind = step === 1 ? at + 1 : at - 2;
    if (testCase === undefined || at + step < 0 || at + step >= cases.length) return;
    move(testCase, cases[behind]?.id ?? null);
  };
  const go = (step: 1 | -1) => () => {
    // One list answers for all: the first of the page that is drawn.
    const rows = [...document.querySelectorAll<HTMLElement>('[data-case]')];
    if (rows[0] === undefined || list.current?.contains(rows[0]) !== true) return false;
    return walkRows(rows, step);
  };
  const withFocused = (act: (at: number) => void) => () => {
    const at = focused();
    if (at !== -1) act(at);
    return at !== -1;
  };
  useScreenKeys({
    j: go(1),
    k: go(-1),
    e: withFocused((at) => {
      const testCase = cases[at];
      if (testCase !== undefined) onEdit(testCase);
    }),
    'Shift+ArrowDown': withFocused(by(1)),
    'Shift+ArrowUp': withFocused(by(-1)),
  });
  return (
    <ul ref={list} className={styles.list}>
      {cases.map((testCase, at) => (
        <li key={testCase.id} className={styles.row} data-case={testCase.id} tabIndex={-1} aria-label={testCase.title}>
          <button type="button" className={styles.title} onClick={() => onEdit(testCase)}>
            <bdi>{testCase.title}</bdi>
          </button>
          <span className={styles.facts}>
            {testCase.required && <strong className={styles.required}>required</strong>}
            {testCase.match !== null && (
              <code className={styles.match} title="Answered by JUnit files">
                {testCase.match.classname} · {testCase.match.name}
              </code>
            )}
            {testCase.owner !== null && (
              <span>
                <MemberName member={members.find(({ id }) => id === testCase.owner)} />
              </span>
            )}
          </span>
          <span className={styles.acts}>
            <ActionIcon
              variant="subtle"
              aria-label={`Move ${testCase.title} up`}
              disabled={at === 0}
              onClick={() => by(-1)(at)}
            >
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              aria-label={`Move ${testCase.title} down`}
              disabled={at === cases.length - 1}
              onClick={() => by(1)(at)}
            >
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
            <Button size="compact-sm" variant="default" onClick={() => onEdit(testCase)}>
              Change
            </Button>
            <ActionIcon
              variant="subtle"
              aria-label={`Take ${testCase.title} out of the plan`}
              title="Take it out of the plan"
              onClick={() => remove(testCase)}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </span>
        </li>
      ))}
    </ul>
  );
};
