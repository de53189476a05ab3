import type { ChecklistCategory, MachineCheck } from '../../../shared/gates/condition.ts';
import { checklistCategories, machineChecks } from '../../../shared/gates/condition.ts';
import type { Fact, GateFacts, Verdict } from '../../../shared/gates/gateFacts.ts';
import { withGithub } from '../../../shared/gates/githubRequirement.ts';
import { judgeGate } from '../../../shared/gates/judgeGate.ts';
import type { JudgedGate } from '../../../shared/gates/requirement.ts';
import type { Revision } from '../../../shared/ids.ts';
import { askChecklist, judgeCategory, type KeptAnswer } from '../../../shared/reviews/askChecklist.ts';
import type { ChangeRevision } from '../../../shared/reviews/change.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import type { ChecklistItem } from '../../../shared/reviews/checklist.ts';
import type { AskedItem, MergeConflict } from '../../../shared/reviews/contract.ts';
import { judgeVotes } from '../../../shared/reviews/judgeVotes.ts';
import type { MachineAnswer } from '../../../shared/reviews/machineAnswer.ts';
import {
  answerCoverage,
  answerPatterns,
  answerSecrets,
  answerTests,
  machineError,
  machineRunning,
} from '../../../shared/reviews/machineAnswers.ts';
import { isAbout } from '../../../shared/reviews/reopenedBy.ts';
import type { ReviewOverride } from '../../../shared/reviews/reviewOverride.ts';
import type { ReviewVote } from '../../../shared/reviews/reviewVote.ts';
import { toldMergeGate } from '../../../shared/reviews/toldMergeGate.ts';
import { countCommits } from '../git/revList.ts';
import { tryMerge } from '../git/tryMerge.ts';
import type { ChangeReader } from './changeReader.ts';
import { currentRevision, filesOfRevision } from './changeRevisionTable.ts';
import { listAnswers } from './checklistAnswerTable.ts';
import { createRecent } from './createRecent.ts';
import { githubSaid } from './githubSaid.ts';
import type { PatternRuns } from './patternRuns.ts';
import type { Contents } from './readContents.ts';
import type { StoredChange } from './reviewChangeTable.ts';
import { countOpenComments } from './reviewCommentTable.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { listOverrides } from './reviewOverrideTable.ts';
import type { ReviewRepository } from './reviewRepository.ts';
import { readReviewSettings } from './reviewSettingsTable.ts';
import { listVotes } from './reviewVoteTable.ts';
import { listSuppressions } from './secretSuppressionTable.ts';

/** Everything that is known of a change at once: what the gate is judged by, and the judgement. */
export interface Judgement {
  readonly revision: ChangeRevision;
  readonly gate: JudgedGate;
  readonly votes: readonly ReviewVote[];
  readonly checklist: readonly AskedItem[];
  readonly overrides: readonly ReviewOverride[];
  readonly conflicts: readonly MergeConflict[];
  readonly behind: number | null;
  /** A check still goes on, so this is not the last word. */
  readonly isRunning: boolean;
}

/** Why something could not be found out, for people. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'something went wrong; Pitwall’s own log has the detail.';

/** How a change is judged. */
interface Judging {
  readonly signal?: AbortSignal | undefined;
  /** false: checks that take long are not waited for, and are `running`. What is decided by a judgement waits. */
  readonly waits?: boolean;
}

type Mergeable = {
  readonly fact: Fact<Verdict>;
  readonly conflicts: readonly MergeConflict[];
  readonly behind: number | null;
};

/** Finds out what a change's gate is judged by. Never rejects but by the signal: what cannot be told is an error of the requirements that ask for it. */
export const createFactGatherer = (deps: ReviewDeps, reader: ChangeReader, patterns: PatternRuns) => {
  const { db } = deps;
  // Of commits, which never change.
  const merges = createRecent<Mergeable>(200);

  const attempt = async <Value>(what: string, work: () => Value | Promise<Value>): Promise<Fact<Value>> => {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      deps.log.warn('a check of a review could not be made', { what, error: String(error) });
      return { ok: false, reason: reasonOf(error) };
    }
  };

  const mergeableOf = async (
    change: StoredChange,
    { head, mergeBase }: ChangeRevision,
    repository: ReviewRepository | null,
  ): Promise<Mergeable> => {
    const fixed = (holds: boolean, reason: string): Mergeable => ({
      fact: { ok: true, value: { holds, reasons: [reason] } },
      conflicts: [],
      behind: null,
    });
    if (change.state === 'merged') return fixed(true, `It is in ${change.base}.`);
    if (change.branchGoneAt !== null) return fixed(false, `The branch ${change.branch} is deleted.`);
    const tried = await attempt('merge', async () => {
      if (repository === null) throw new Error('the project has no repository (any more).');
      const base = (await repository.branches()).find(({ name }) => name === repository.base)?.head;
      if (base === undefined) throw new Error(`the base ${repository.base} is not in the repository.`);
      return merges.get(`${repository.dir}\0${base}\0${head}\0${repository.mergeMethod}`, () =>
        tryBoth(repository, base, head, mergeBase),
      );
    });
    return tried.ok ? tried.value : { fact: tried, conflicts: [], behind: null };
  };

  const machineAnswers = async (
    change: StoredChange,
    revision: ChangeRevision,
    contents: Fact<Contents>,
    wanted: ReadonlySet<MachineCheck>,
    { signal, waits = true }: Judging,
  ) => {
    const answers = new Map<MachineCheck, (item: ChecklistItem | null) => MachineAnswer>();
    const project = change.projectId;
    const of = async (check: MachineCheck, ask: () => Promise<(item: ChecklistItem | null) => MachineAnswer>) => {
      if (!wanted.has(check)) return;
      const asked = await attempt(check, ask);
      answers.set(check, asked.ok ? asked.value : () => machineError(check, asked.reason));
    };
    const needContents = (): Contents => {
      if (!contents.ok) throw new Error(contents.reason);
      return contents.value;
    };
    await Promise.all([
      of('tests', async () => {
        const answer = answerTests(deps.testsOf(project, revision.head));
        return () => answer;
      }),
      of('secrets', async () => {
        const { secrets, unsearched } = needContents();
        const answer = answerSecrets(secrets, unsearched, listSuppressions(db, project));
        return () => answer;
      }),
      of('coverage', async () => {
        const { addedLines } = needContents();
        const paths = addedLines.map(({ path }) => path);
        const facts = await deps.coverageOf(project, revision.head, paths);
        return (item) =>
          answerCoverage(
            facts,
            addedLines.filter(({ path }) => isAbout(item?.globs ?? [], { path, oldPath: null })),
            item?.threshold ?? 0,
          );
      }),
      of('patterns', async () => {
        const asked = { project, base: revision.mergeBase, head: revision.head };
        const run = waits
          ? { kind: 'done' as const, report: await patterns.wait(asked, signal) }
          : patterns.look(asked, change.id);
        if (run.kind === 'failed') throw run.error;
        const answer = run.kind === 'running' ? machineRunning('patterns', run) : answerPatterns(run.report);
        return () => answer;
      }),
    ]);
    return answers;
  };

  const judge = async (change: StoredChange, judging: Judging = {}): Promise<Judgement> => {
    const revision = currentRevision(db, change.id);
    const settings = readReviewSettings(db, change.projectId);
    const { template } = settings;
    const files = filesOfRevision(db, change.id, revision.number);
    const repository = deps.repositoryOf(change.projectId);
    const asked = JSON.stringify(settings.requirements);
    const wanted = new Set(
      machineChecks.filter(
        (check) => template.items.some(({ machine }) => machine === check) || asked.includes(`"check":"${check}"`),
      ),
    );
    if (wanted.has('patterns') && judging.waits === false)
      patterns.begin({ project: change.projectId, base: revision.mergeBase, head: revision.head });
    const [contents, mergeable] = await Promise.all([
      attempt('diff', () => {
        if (repository === null) throw new Error('the project has no repository (any more).');
        return reader.contents(repository.dir, revision.mergeBase, revision.head);
      }),
      mergeableOf(change, revision, repository),
    ]);
    const machine = await machineAnswers(change, revision, contents, wanted, judging);
    // What people say is read last: in between they may have said more.
    const said = whatPeopleSaid(change, revision, files);
    const approvedHere = said.votes.filter(isCounting('approve')).map(({ person }) => person);
    const onGithub = githubSaid(deps, change, revision, approvedHere);
    const checklist = askChecklist(template.items, files, said.answers, (item) =>
      item.machine === null ? null : (machine.get(item.machine)?.(item) ?? null),
    );
    const lines = files.some(({ kind, added }) => kind === 'text' && added === null);
    const facts: GateFacts = {
      paths: { ok: true, value: files.flatMap(({ path, oldPath }) => (oldPath === null ? [path] : [path, oldPath])) },
      lines: lines
        ? { ok: false, reason: 'The lines of a file that is too large could not be counted.' }
        : { ok: true, value: revision.added + revision.removed },
      branch: change.branch,
      itemLinked: change.item !== null,
      approvals: [...approvedHere.map(nameOf), ...onGithub.approvals],
      lostApprovals: [...said.votes.flatMap(({ why }) => why ?? []), ...onGithub.lostApprovals],
      vetoes: [...said.votes.filter(isCounting('veto')).map(({ person }) => nameOf(person)), ...onGithub.vetoes],
      checklist: record(checklistCategories, (category: ChecklistCategory) => judgeCategory(category, checklist)),
      machine: record(machineChecks, (check: MachineCheck) =>
        machineFact(machine.get(check)?.(template.items.find((item) => item.machine === check) ?? null) ?? null),
      ),
      openComments: countOpenComments(db, change.id),
      mergeable: mergeable.fact,
      github: onGithub.github,
      override: said.override,
    };
    const requirements = withGithub(settings.requirements, onGithub.github !== null);
    return {
      revision,
      gate: toldMergeGate(judgeGate(requirements, facts), change.merged),
      votes: said.votes,
      checklist,
      overrides: said.overrides,
      conflicts: mergeable.conflicts,
      behind: mergeable.behind,
      isRunning: machine.get('patterns')?.(null).state === 'running',
    };
  };

  const whatPeopleSaid = (change: StoredChange, revision: ChangeRevision, files: readonly ChangedFile[]) => {
    const votes = judgeVotes(listVotes(db, change.id), {
      patchId: revision.patchId,
      revision: revision.number,
      authors: change.authors,
    });
    const filesOf = new Map([[revision.number, files]]);
    const answers = listAnswers(db, change.id).map(({ item, answer }): KeptAnswer => {
      const then = filesOf.get(answer.revision) ?? filesOfRevision(db, change.id, answer.revision);
      filesOf.set(answer.revision, then);
      return { item, answer, files: then };
    });
    const overrides = listOverrides(db, change.id).map(
      ({ change: _change, patchId, ...override }): ReviewOverride => ({
        ...override,
        counts: patchId === revision.patchId,
      }),
    );
    const counting = overrides.findLast(({ counts }) => counts);
    return {
      votes,
      answers,
      overrides,
      override: counting === undefined ? null : { by: nameOf(counting.by), reason: counting.reason },
    };
  };

  return { judge };
};
export type FactGatherer = ReturnType<typeof createFactGatherer>;

const isCounting =
  (verdict: ReviewVote['verdict']) =>
  (vote: ReviewVote): boolean =>
    vote.verdict === verdict && vote.state === 'counts';

const record = <Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value) =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Readonly<Record<Key, Value>>;

const machineFact = (answer: MachineAnswer | null): Fact<Verdict> => {
  if (answer === null) return { ok: false, reason: 'Pitwall did not check it.' };
  if (answer.state === 'error') return { ok: false, reason: answer.summary };
  return { ok: true, value: { holds: answer.state === 'pass' || answer.state === 'none', reasons: [answer.summary] } };
};

const tryBoth = async (
  { dir, mergeMethod, base: name }: ReviewRepository,
  base: Revision,
  head: Revision,
  mergeBase: Revision,
): Promise<Mergeable> => {
  const behind = await countCommits(dir, mergeBase, base);
  if (mergeMethod === 'fast-forward' && mergeBase !== base)
    return {
      fact: {
        ok: true,
        value: {
          holds: false,
          reasons: [
            `${name} has ${behind} ${behind === 1 ? 'commit' : 'commits'} that the branch does not have: rebase it.`,
          ],
        },
      },
      conflicts: [],
      behind,
    };
  const tried = await tryMerge(dir, base, head);
  const conflicts = 'conflicts' in tried ? tried.conflicts : [];
  const named = conflicts.slice(0, 3).map(({ path }) => path);
  return {
    fact: {
      ok: true,
      value:
        'conflicts' in tried
          ? {
              holds: false,
              reasons: [`It conflicts with ${name} in ${named.join(', ')}${conflicts.length > 3 ? ' and more' : ''}.`],
            }
          : { holds: true, reasons: [`It merges with ${name} as that is now.`] },
    },
    conflicts,
    behind,
  };
};
