import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Rule } from '../../../shared/alerts/rule.ts';
import { ruleInWords } from '../../../shared/alerts/ruleInWords.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { walkRows } from '../../ui/walkRows.ts';
import styles from './wholeText.module.css';

const keys: KeyGroup = {
  title: 'Rules',
  keys: [
    { keys: ['J'], act: 'To the next rule' },
    { keys: ['K'], act: 'To the rule before' },
    { keys: ['Enter'], act: 'Open the rule' },
  ],
};

const columns = (environment: Environment): readonly Column<Rule>[] => [
  {
    key: 'name',
    title: 'Rule',
    width: '26%',
    cell: (rule) => (
      <Link
        to="/p/$project/alerts/$environment/rules/$rule"
        params={{ project: environment.projectId, environment: environment.id, rule: rule.id }}
        data-rule
      >
        <bdi className={styles.whole}>{rule.name}</bdi>
      </Link>
    ),
  },
  {
    key: 'severity',
    title: 'Severity',
    width: '108px',
    cell: ({ severity, enabled }) =>
      enabled ? (
        <StatusBadge bare status={severity === 'critical' ? 'failing' : 'degraded'} label={severity} />
      ) : (
        <StatusBadge bare status="stopped" label="off" />
      ),
  },
  {
    key: 'when',
    title: 'Opens when',
    cell: (rule) => <bdi className={styles.whole}>{ruleInWords(rule)}</bdi>,
  },
  {
    key: 'item',
    title: 'Backlog',
    width: '108px',
    optional: true,
    cell: ({ makesItem }) => (makesItem ? 'makes an item' : '–'),
  },
];

/** The rules of an environment; J and K go from one to the next. */
export const RuleTable = ({
  environment,
  rules,
}: {
  readonly environment: Environment;
  readonly rules: readonly Rule[];
}) => {
  const table = useRef<HTMLDivElement>(null);
  useShownKeys(keys);
  const move = (by: number) => walkRows([...(table.current?.querySelectorAll<HTMLElement>('[data-rule]') ?? [])], by);
  useScreenKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <div ref={table}>
      <DataTable caption="Rules, by name" columns={columns(environment)} rows={rules} rowKey={({ id }) => id} />
    </div>
  );
};
