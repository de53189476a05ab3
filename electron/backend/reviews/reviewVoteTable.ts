import { z } from 'zod';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import type { KeptVote } from '../../../shared/reviews/judgeVotes.ts';
import { type Person, personKey } from '../../../shared/reviews/person.ts';
import { ReviewVote } from '../../../shared/reviews/reviewVote.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

type Row = {
  id: string;
  change_id: string;
  person_key: string;
  person: string;
  verdict: string;
  note: string;
  at: number;
  revision: number;
  patch_id: string;
  recorded_by: string | null;
};

const Kept = ReviewVote.omit({ state: true, why: true }).extend({ patchId: z.string() });

const decode = (row: Row): KeptVote =>
  Kept.parse({ ...row, person: JSON.parse(row.person), patchId: row.patch_id, recordedBy: row.recorded_by });

/** The last word of everybody, oldest first. */
export const listVotes = (db: Database, change: ChangeId): readonly KeptVote[] =>
  statement<[string], Row>(
    db,
    `SELECT id, change_id, person_key, person, verdict, note, at, revision, patch_id, recorded_by
     FROM review_vote WHERE change_id = ? AND ended_at IS NULL ORDER BY at, rowid`,
  )
    .all(change)
    .map(decode);

/** A new last word; the one before must have been ended. */
export const insertVote = (db: Database, change: ChangeId, vote: KeptVote): void => {
  statement<Row>(
    db,
    `INSERT INTO review_vote (id, change_id, person_key, person, verdict, note, at, revision, patch_id, recorded_by)
     VALUES (@id, @change_id, @person_key, @person, @verdict, @note, @at, @revision, @patch_id, @recorded_by)`,
  ).run({
    id: vote.id,
    change_id: change,
    person_key: personKey(vote.person),
    person: JSON.stringify(vote.person),
    verdict: vote.verdict,
    note: vote.note,
    at: vote.at,
    revision: vote.revision,
    patch_id: vote.patchId,
    recorded_by: vote.recordedBy,
  });
};

/** Ends the last word of a person; false when they had said nothing. */
export const endVote = (
  db: Database,
  change: ChangeId,
  person: Person,
  { at, by }: { readonly at: number; readonly by: string },
): boolean =>
  statement<[number, string, string, string]>(
    db,
    'UPDATE review_vote SET ended_at = ?, ended_by = ? WHERE change_id = ? AND person_key = ? AND ended_at IS NULL',
  ).run(at, by, change, personKey(person)).changes > 0;
