import { randomUUID } from 'node:crypto';
import BetterSqlite3 from 'better-sqlite3';
import { cellsOfSeries, createRuleBook, isCalm, setState } from '../electron/backend/alerts/ruleBook.ts';
import { evaluateRule } from '../shared/alerts/evaluateRule.ts';
import { type Rule, RuleId } from '../shared/alerts/rule.ts';
import { EnvironmentId } from '../shared/ids.ts';
import { measure } from './measure.ts';
import type { Row } from './report.ts';

const RULES = 2_000;
const STEP = 15_000;
/** Samples of each series that the peer's window holds: five minutes. */
const WINDOW = 20;
/** Ticks of one timed run: one alone is too short for the clock. */
const TICKS = 50;
const environmentId = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');

const seriesOf = (number: number): string => `queue.length:q${number}`;
/** Every tenth series is beyond its limit from the third sample on: most alerts of a system are quiet, a few are not. */
const valueAt = (number: number, tick: number): number => (number % 10 === 0 && tick > 2 ? 95 : (number + tick) % 80);

const rule = (number: number): Rule => ({
  id: RuleId.parse(randomUUID()),
  environmentId,
  name: `queue ${number}`,
  enabled: true,
  severity: 'warning',
  condition: { kind: 'threshold', series: seriesOf(number), side: 'above', open: 90, close: 80 },
  forSeconds: 60,
  openAfter: 3,
  closeAfter: 3,
  remindSeconds: null,
  makesItem: false,
});

/** 2,000 rules with hysteresis and a duration, each about a series of its own, judged as a scrape comes in; against a query a rule over the samples of its last
 * minutes, in memory and prepared. */
export const ruleRows = async (rounds: number): Promise<readonly Row[]> => {
  const book = createRuleBook(
    Array.from({ length: RULES }, (_, number) => rule(number)),
    [],
    null,
  );
  const names = Array.from({ length: RULES }, (_, number) => seriesOf(number));
  let ourTick = 0;
  const judge = () => {
    ourTick += 1;
    const at = ourTick * STEP;
    let open = 0;
    for (let number = 0; number < RULES; number += 1) {
      const value = valueAt(number, ourTick);
      for (const cell of cellsOfSeries(book, names[number] ?? '')) {
        if (!isCalm(cell, value))
          setState(book, cell, evaluateRule(cell.rule, cell.state, { kind: 'value', value, at, covers: STEP * 2 }));
        if (cell.state.open) open += 1;
      }
    }
    return open;
  };

  const db = new BetterSqlite3(':memory:');
  db.exec('CREATE TABLE sample (series INTEGER, at INTEGER, value REAL, PRIMARY KEY (series, at)) WITHOUT ROWID');
  const insert = db.prepare('INSERT INTO sample VALUES (?, ?, ?)');
  db.transaction(() => {
    for (let number = 0; number < RULES; number += 1)
      for (let tick = 1; tick <= WINDOW; tick += 1) insert.run(number, tick * STEP, valueAt(number, tick));
  })();
  const bad = db.prepare<[number, number, number], { low: number; many: number }>(
    'SELECT min(value) AS low, count(*) AS many FROM sample WHERE series = ? AND at BETWEEN ? AND ?',
  );
  const ask = () => {
    let open = 0;
    const now = WINDOW * STEP;
    for (let number = 0; number < RULES; number += 1) {
      const found = bad.get(number, now - 60_000, now);
      if (found !== undefined && found.many > 3 && found.low > 90) open += 1;
    }
    return open;
  };

  const checked = (judged: () => number, ticks: number) => async () => {
    let open = 0;
    for (let tick = 0; tick < ticks; tick += 1) open = judged();
    if (open !== RULES / 10) throw new Error(`${open} rules are open, not ${RULES / 10}`);
  };
  const [ours, theirs] = await measure(
    [
      { name: 'ours', run: checked(judge, TICKS) },
      { name: 'a query a rule', run: checked(ask, 1) },
    ],
    rounds,
  );
  db.close();
  if (ours === undefined || theirs === undefined) throw new Error('a measurement is missing');
  return [
    {
      area: 'monitor',
      work: `${RULES.toLocaleString('en')} alert rules, one tick`,
      peer: 'a SQL query a rule',
      unit: 'ms',
      ours: ours.median / TICKS,
      theirs: theirs.median,
      oursP90: ours.p90 / TICKS,
      theirsP90: theirs.p90,
      goal: 1 / 200,
    },
  ];
};
