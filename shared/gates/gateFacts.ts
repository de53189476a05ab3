import type { ChecklistCategory, MachineCheck } from './condition.ts';

/** Something that was found out, or why it could not be: that is an error of every requirement that asks for it. */
export type Fact<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

/** Whether something is as it must be, and what says so. */
export interface Verdict {
  readonly holds: boolean;
  /** What is missing, or what makes it hold; sentences for people. */
  readonly reasons: readonly string[];
}

/** Everything that conditions are judged by. */
export interface GateFacts {
  /** Old and new paths of the change's files. */
  readonly paths: Fact<readonly string[]>;
  /** Lines added and removed. */
  readonly lines: Fact<number>;
  readonly branch: string;
  readonly itemLinked: boolean;
  /** Who approved this very code and did not write it. */
  readonly approvals: readonly string[];
  /** Approvals that do not count, with why: "Ada approved revision 2; the code changed since". */
  readonly lostApprovals: readonly string[];
  readonly vetoes: readonly string[];
  readonly checklist: Readonly<Record<ChecklistCategory, Fact<Verdict>>>;
  readonly machine: Readonly<Record<MachineCheck, Fact<Verdict>>>;
  readonly openComments: number;
  readonly mergeable: Fact<Verdict>;
  /** The checks on GitHub; an error also says that vetoes given there are not known. null: the project does not read GitHub. */
  readonly github: Fact<Verdict> | null;
  /** A person overrode the gate for this very code. */
  readonly override: { readonly by: string; readonly reason: string } | null;
}
