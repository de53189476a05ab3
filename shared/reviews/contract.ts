import { oc } from '@orpc/contract';
import { z } from 'zod';
import { errors } from '../errors.ts';
import { JudgedGate, Requirement } from '../gates/requirement.ts';
import { Instant, MemberId, ProjectId, Revision } from '../ids.ts';
import { plainText } from '../plainText.ts';
import { PlanningAct } from '../planningAct.ts';
import { Change, ChangeId, ChangeRevision, MergeMethod } from './change.ts';
import { ListedFile } from './changedFile.ts';
import { AnswerVerdict, ChecklistAnswer, ChecklistItem, ChecklistTemplate } from './checklist.ts';
import { FileDiff } from './fileDiff.ts';
import { MachineAnswer } from './machineAnswer.ts';
import { Person } from './person.ts';
import { CommentBody, CommentId, CommentPlace, ReviewComment } from './reviewComment.ts';
import { ReviewOverride } from './reviewOverride.ts';
import { ReviewVote } from './reviewVote.ts';

const { GONE, REFUSED, CONFLICT, GIT, STORAGE } = errors;

/** Lines of a file in one answer. */
export const FILE_LINES_MAX = 2_000;

/** A change as the list shows it. */
export const ListedChange = Change.extend({
  itemKey: z.string().nullable(),
  /** As it was judged last; null when it was not yet. Of a merged change: when it was merged. */
  gate: JudgedGate.nullable(),
  approvals: z.number().int(),
  vetoes: z.number().int(),
  openComments: z.number().int(),
  /** Comments and answers of others that the person at the window has not seen. */
  newComments: z.number().int(),
  overrides: z.number().int(),
});
export type ListedChange = Readonly<z.infer<typeof ListedChange>>;

/** A branch that could not be read for review, such as one that has no commit in common with the base. */
export const UnreadBranch = z.object({ branch: z.string(), reason: z.string() });
export type UnreadBranch = Readonly<z.infer<typeof UnreadBranch>>;
/** So many of them are told. */
export const UNREAD_MAX = 100;

/** A commit of a change. */
export const ChangeCommit = z.object({
  revision: Revision,
  subject: z.string(),
  body: z.string(),
  author: Person,
  coAuthors: z.array(Person),
  at: Instant,
});
export type ChangeCommit = Readonly<z.infer<typeof ChangeCommit>>;

/** An item of the checklist with what was answered. Machine items have `machine`, the others `answer`. */
export const AskedItem = ChecklistItem.omit({ machine: true }).extend({
  machine: MachineAnswer.nullable(),
  answer: ChecklistAnswer.nullable(),
  /** `open`: not answered, or reopened by an edit. `off`: the change touches none of its files. */
  state: z.enum(['pass', 'fail', 'not-applicable', 'open', 'error', 'off']),
});
export type AskedItem = Readonly<z.infer<typeof AskedItem>>;

/** A path in the base and in the change that do not go together. */
export const MergeConflict = z.object({
  path: z.string(),
  /** In git's words, e.g. `CONFLICT (contents)`, `CONFLICT (modify/delete)`. */
  kind: z.string(),
  message: z.string(),
});
export type MergeConflict = Readonly<z.infer<typeof MergeConflict>>;

/** A change with all that is known of it. */
export const WholeChange = ListedChange.extend({
  gate: JudgedGate,
  /** Oldest first. */
  revisions: z.array(ChangeRevision),
  /** Of the newest revision, newest first, at most 500; `current.commits` is their number. */
  commits: z.array(ChangeCommit),
  checklist: z.array(AskedItem),
  votes: z.array(ReviewVote),
  comments: z.array(ReviewComment),
  overrideList: z.array(ReviewOverride),
  /** Overrides in this project in the last 90 days. */
  overridesOfProject: z.number().int(),
  conflicts: z.array(MergeConflict),
  /** Commits that the base got since; null when that cannot be told. */
  behind: z.number().int().nullable(),
  /** How it would be merged. */
  mergeMethod: MergeMethod,
  /** Who acts at this window; null when the repository's settings do not say. */
  me: Person.nullable(),
  /** Why the repository could not be asked; null when it could. What is shown may be old then. */
  problem: z.string().nullable(),
});
export type WholeChange = Readonly<z.infer<typeof WholeChange>>;

/** What became of a merge that was asked for. Nothing is half merged: but for `merged`, everything is as it was. */
export const MergeOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merged'), change: Change }),
  /** The gate is closed; what is open is in it. */
  z.object({ kind: z.literal('closed'), gate: JudgedGate }),
  z.object({ kind: z.literal('conflict'), conflicts: z.array(MergeConflict) }),
  /** The branch or the base is not what was looked at any more, or another merge came first. */
  z.object({ kind: z.literal('moved'), message: z.string() }),
]);
export type MergeOutcome = Readonly<z.infer<typeof MergeOutcome>>;

/** From the number of one revision (0: where the change left the base) to another. */
const Range = z.object({
  change: ChangeId,
  from: z.number().int().min(0),
  to: z.number().int().min(1),
});

/** What a person says to a change names the head they looked at: over newer code it is refused with CONFLICT. */
const OnHead = z.object({ change: ChangeId, head: Revision });

export const reviewsContract = {
  /** Newest first by what happened to them; `before` is the last one of the page before. */
  list: oc
    .input(
      z.object({
        project: ProjectId,
        state: z.enum(['open', 'merged', 'abandoned']),
        before: ChangeId.nullable(),
        limit: z.number().int().min(1).max(200),
      }),
    )
    .output(z.object({ changes: z.array(ListedChange), more: z.boolean(), unread: z.array(UnreadBranch) }))
    .errors({ GONE }),
  change: oc
    .input(z.object({ change: ChangeId }))
    .output(WholeChange)
    .errors({ GONE }),
  /** The files that differ; between two revisions: what changed since somebody looked. At most 10,000. */
  files: oc
    .input(Range)
    .output(z.object({ files: z.array(ListedFile), more: z.number().int() }))
    .errors({ GONE, GIT, REFUSED }),
  /** `path` is the file's name of `files`. */
  fileDiff: oc
    .input(Range.extend({ path: z.string().max(4096), whole: z.boolean(), ignoreSpace: z.boolean().default(false) }))
    .output(FileDiff)
    .errors({ GONE, GIT, REFUSED }),
  /** Lines of a file of `files`, for showing what is between hunks; line `from` is counted from 1. */
  fileLines: oc
    .input(
      z.object({
        range: Range,
        path: z.string().max(4096),
        side: z.enum(['old', 'new']),
        from: z.number().int().min(1),
        count: z.number().int().min(1).max(FILE_LINES_MAX),
      }),
    )
    .output(z.object({ lines: z.array(z.string()), total: z.number().int() }))
    .errors({ GONE, GIT, REFUSED }),
  markReviewed: oc
    .input(Range.extend({ paths: z.array(z.string().max(4096)).min(1).max(1000), reviewed: z.boolean() }))
    .errors({ GONE, GIT, REFUSED, STORAGE }),

  /** `revision` is the number of the revision that was looked at. */
  comment: oc
    .input(z.object({ change: ChangeId, revision: z.number().int().min(1), place: CommentPlace, body: CommentBody }))
    .output(ReviewComment)
    .errors({ GONE, GIT, REFUSED, STORAGE }),
  reply: oc
    .input(z.object({ comment: CommentId, body: CommentBody }))
    .output(ReviewComment)
    .errors({ GONE, GIT, REFUSED, STORAGE }),
  resolve: oc
    .input(z.object({ comment: CommentId, resolved: z.boolean() }))
    .output(ReviewComment)
    .errors({ GONE, GIT, REFUSED, STORAGE }),

  /** Of a comment or an answer, by who wrote it. `seen`: the version that was edited. What it said before is kept in the ledger. */
  editComment: oc
    .input(z.object({ comment: CommentId, seen: z.number().int(), body: CommentBody }))
    .output(ReviewComment)
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),
  deleteComment: oc
    .input(z.object({ comment: CommentId, seen: z.number().int() }))
    .output(ReviewComment)
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),
  /** Notes that the person at the window saw these. */
  markSeen: oc
    .input(z.object({ change: ChangeId, comments: z.array(CommentId).min(1).max(1000) }))
    .errors({ GONE, REFUSED, STORAGE }),

  /** `seen`: the version of the answer that stands there, 0 for none. `fail` and `not-applicable` need their evidence. */
  answer: oc
    .input(
      OnHead.extend({
        item: z.string().max(60),
        verdict: AnswerVerdict,
        evidence: z.union([z.literal(''), CommentBody]),
        seen: z.number().int().min(0),
      }),
    )
    .output(ChecklistAnswer)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  /** Takes a secret for none, in this project, with the reason. */
  suppressSecret: oc
    .input(OnHead.extend({ fingerprint: z.string().max(100), reason: plainText(500) }))
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),
  unsuppressSecret: oc
    .input(z.object({ change: ChangeId, fingerprint: z.string().max(100) }))
    .errors({ GONE, REFUSED, STORAGE }),

  /** `member`: written down for them; null: the person at the window. Refused for who wrote any of it. */
  approve: oc
    .input(OnHead.extend({ member: MemberId.nullable(), note: z.union([z.literal(''), CommentBody]) }))
    .output(ReviewVote)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  veto: oc
    .input(OnHead.extend({ member: MemberId.nullable(), note: CommentBody }))
    .output(ReviewVote)
    .errors({ GONE, REFUSED, CONFLICT, STORAGE }),
  /** Takes back what one said; `member` as above. */
  withdraw: oc.input(z.object({ change: ChangeId, member: MemberId.nullable() })).errors({ GONE, REFUSED, STORAGE }),
  /** Lets this code through where requirements allow it, and makes the item that promises to make it good by `due`. */
  override: oc
    .input(PlanningAct.extend({ ...OnHead.shape, reason: plainText(2000), due: z.iso.date() }))
    .output(ReviewOverride)
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),

  /** Merges by the project's method. */
  merge: oc
    .input(PlanningAct.extend(OnHead.shape))
    .output(MergeOutcome)
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),
  /** Says that a commit of the base brought the change, where Pitwall cannot see it, such as a squash whose conflict was mended. `reopen` takes it back. */
  tellMerged: oc
    .input(
      PlanningAct.extend({
        ...OnHead.shape,
        commit: z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[0-9a-f]{7,40}$/, 'must be the id of a commit, 7 characters of it or more'),
        reason: plainText(500),
      }),
    )
    .output(Change)
    .errors({ GONE, GIT, REFUSED, CONFLICT, STORAGE }),
  abandon: oc
    .input(z.object({ change: ChangeId, reason: plainText(500) }))
    .output(Change)
    .errors({ GONE, REFUSED, STORAGE }),
  /** Opens again what was abandoned, or said to be merged. */
  reopen: oc
    .input(z.object({ change: ChangeId }))
    .output(Change)
    .errors({ GONE, GIT, REFUSED, STORAGE }),

  /** What changes of a project are asked and must fulfil. */
  settings: oc
    .input(z.object({ project: ProjectId }))
    .output(z.object({ template: ChecklistTemplate, requirements: z.array(Requirement), version: z.number().int() }))
    .errors({ GONE }),
  /** `seen` is the version that was changed. */
  saveSettings: oc
    .input(
      z.object({
        project: ProjectId,
        seen: z.number().int(),
        template: ChecklistTemplate,
        requirements: z
          .array(Requirement)
          .max(50)
          .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'two requirements have the same id'),
      }),
    )
    .errors({ GONE, CONFLICT, STORAGE }),
};
