import type { ChangeId } from '../../../shared/reviews/change.ts';
import { ChecklistAnswer } from '../../../shared/reviews/checklist.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  change_id: string;
  item: string;
  version: number;
  verdict: string;
  evidence: string;
  person: string;
  at: number;
  revision: number;
};

/** An answer without what edits did to it since. */
export type StoredAnswer = Omit<ChecklistAnswer, 'reopenedBy'>;

const Stored = ChecklistAnswer.omit({ reopenedBy: true });
const decode = ({ person, ...row }: Row): StoredAnswer => Stored.parse({ ...row, by: JSON.parse(person) });

/** The newest answer to each item. */
export const listAnswers = (
  db: Database,
  change: ChangeId,
): readonly { readonly item: string; readonly answer: StoredAnswer }[] =>
  statement<[string], Row>(
    db,
    `SELECT * FROM checklist_answer AS one WHERE change_id = ?
       AND version = (SELECT max(version) FROM checklist_answer WHERE change_id = one.change_id AND item = one.item)`,
  )
    .all(change)
    .map((row) => ({ item: row.item, answer: decode(row) }));

/** Adds an answer; throws a constraint error when another one of its version came first. */
export const insertAnswer = (db: Database, change: ChangeId, item: string, answer: StoredAnswer): void => {
  statement<Row>(
    db,
    `INSERT INTO checklist_answer (change_id, item, version, verdict, evidence, person, at, revision)
     VALUES (@change_id, @item, @version, @verdict, @evidence, @person, @at, @revision)`,
  ).run({
    change_id: change,
    item,
    version: answer.version,
    verdict: answer.verdict,
    evidence: answer.evidence,
    person: JSON.stringify(answer.by),
    at: answer.at,
    revision: answer.revision,
  });
};
