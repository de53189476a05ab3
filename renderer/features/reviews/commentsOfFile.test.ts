import { describe, expect, it } from 'vitest';
import { ChangeId } from '../../../shared/reviews/change.ts';
import { CommentId, type ReviewComment } from '../../../shared/reviews/reviewComment.ts';
import { commentsOfFile } from './commentsOfFile.ts';

const comment = (over: Partial<ReviewComment>): ReviewComment => ({
  id: CommentId.parse(crypto.randomUUID()),
  changeId: ChangeId.parse('019aa000-0000-7000-8000-000000000001'),
  revision: 1,
  place: { path: 'app/main.py', side: 'new', line: 4 },
  position: { state: 'here', path: 'app/main.py', line: 9 },
  author: { name: 'Ada', email: 'ada@example.com' },
  body: 'Why?',
  at: 1,
  version: 1,
  editedAt: null,
  deletedAt: null,
  isNew: false,
  replies: [],
  resolved: null,
  ...over,
});
const file = { path: 'app/main.py', oldPath: null };

describe('commentsOfFile', () => {
  it('T6 puts a comment where the code went in the newest revision, and where it was made in its own', () => {
    const all = [comment({})];
    expect(commentsOfFile(all, file, { revision: 2, newest: true }).placed.map(({ line }) => line)).toEqual([9]);
    expect(commentsOfFile(all, file, { revision: 1, newest: false }).placed.map(({ line }) => line)).toEqual([4]);
    expect(commentsOfFile(all, file, { revision: 2, newest: false }).placed).toEqual([]);
  });

  it('T6 shows comments whose line is gone beside the file, and those of a renamed file in it', () => {
    const outdated = comment({ position: { state: 'outdated' } });
    const renamed = comment({ position: { state: 'here', path: 'app/new.py', line: 2 } });
    const shown = commentsOfFile(
      [outdated, renamed],
      { path: 'app/new.py', oldPath: 'app/main.py' },
      { revision: 2, newest: true },
    );
    expect(shown.outdated).toEqual([outdated]);
    expect(shown.placed.map(({ line }) => line)).toEqual([2]);
    expect(commentsOfFile([outdated], { path: 'x', oldPath: null }, { revision: 2, newest: true }).outdated).toEqual(
      [],
    );
  });
});
