/** What a person said of a merge that Pitwall could not see can be taken back; how a change was merged otherwise still never changes. */
export const toldMergeTables = `
  DROP TRIGGER merged_change_is_not_rewritten;
  CREATE TRIGGER merged_change_is_not_rewritten BEFORE UPDATE OF state, merged ON change
    WHEN OLD.state = 'merged' AND json_extract(OLD.merged, '$.how') IS NOT 'told'
    BEGIN SELECT RAISE (ABORT, 'how a change was merged never changes'); END;
`;
