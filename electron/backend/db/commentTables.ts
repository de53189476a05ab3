/** The schema of what becomes of comments: edits, deletions, and who has seen which.
 *
 * A comment that is deleted keeps its row without its text, because answers may stand below it; what it said before is in the ledger. */
export const commentTables = `
  ALTER TABLE review_comment ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE review_comment ADD COLUMN edited_at INTEGER;
  ALTER TABLE review_comment ADD COLUMN deleted_at INTEGER;

  CREATE TABLE comment_seen (
    comment_id TEXT NOT NULL REFERENCES review_comment (id) ON DELETE CASCADE,
    person_key TEXT NOT NULL,
    PRIMARY KEY (comment_id, person_key)
  ) STRICT, WITHOUT ROWID;
`;
