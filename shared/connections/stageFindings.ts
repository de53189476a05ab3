import type { ConnectionStage } from './contract.ts';

/** What a look at a target came to, without name and duration. */
export interface StageFindings extends Pick<ConnectionStage, 'act' | 'copy'> {
  readonly state: 'passed' | 'warning' | 'failed';
  readonly found: readonly string[];
}

/** One complaint: a failure outweighs a warning. */
export interface Complaint {
  readonly level: 'warning' | 'failed';
  readonly act: string;
  /** Lines to copy. */
  readonly copy?: string;
}

/** Findings of facts and complaints: the worst complaint decides, the acts of its level are joined, all lines to copy are kept. */
export const findings = (found: readonly string[], complaints: readonly Complaint[]): StageFindings => {
  const level = complaints.some((one) => one.level === 'failed') ? 'failed' : 'warning';
  const heavy = complaints.filter((one) => one.level === level);
  const copy = complaints.flatMap((one) => (one.copy === undefined ? [] : [one.copy])).join('\n');
  return {
    state: complaints.length === 0 ? 'passed' : level,
    found,
    act: heavy.length === 0 ? null : heavy.map((one) => one.act).join(' '),
    copy: copy === '' ? null : copy,
  };
};
