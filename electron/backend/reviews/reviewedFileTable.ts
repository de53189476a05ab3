import type { ChangeId } from '../../../shared/reviews/change.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import { type Person, personKey } from '../../../shared/reviews/person.ts';
import type { Database } from '../db/database.ts';
import { statement } from '../db/statement.ts';

/** What a mark is bound to: the two contents, so that a file which a new revision leaves alone stays reviewed. */
export type MarkedFile = Pick<ChangedFile, 'path' | 'oldBlob' | 'newBlob'>;

type Row = { path: string; old_blob: string; new_blob: string };
type Key = Row & { change_id: string; person_key: string };

const encode = (change: ChangeId, person: Person, { path, oldBlob, newBlob }: MarkedFile): Key => ({
  change_id: change,
  person_key: personKey(person),
  path,
  old_blob: oldBlob,
  new_blob: newBlob,
});

export const listReviewed = (db: Database, change: ChangeId, person: Person): readonly MarkedFile[] =>
  statement<[string, string], Row>(
    db,
    'SELECT path, old_blob, new_blob FROM reviewed_file WHERE change_id = ? AND person_key = ?',
  )
    .all(change, personKey(person))
    .map(({ path, old_blob, new_blob }) => ({ path, oldBlob: old_blob, newBlob: new_blob }));

export const insertReviewed = (db: Database, change: ChangeId, person: Person, file: MarkedFile, at: number): void => {
  statement<Key & { at: number }>(
    db,
    `INSERT OR IGNORE INTO reviewed_file (change_id, person_key, path, old_blob, new_blob, at)
     VALUES (@change_id, @person_key, @path, @old_blob, @new_blob, @at)`,
  ).run({ ...encode(change, person, file), at });
};

export const deleteReviewed = (db: Database, change: ChangeId, person: Person, file: MarkedFile): void => {
  statement<Key>(
    db,
    `DELETE FROM reviewed_file WHERE change_id = @change_id AND person_key = @person_key AND path = @path
       AND old_blob = @old_blob AND new_blob = @new_blob`,
  ).run(encode(change, person, file));
};
