import { describe, expect, it } from 'vitest';
import { type CaseDraft, caseErrors, caseOfDraft, draftOfCase } from './caseDraft.ts';

const draft = (over: Partial<CaseDraft> = {}): CaseDraft => ({
  category: 'edge',
  title: 'A leap second',
  steps: '',
  required: true,
  classname: '',
  name: '',
  owner: '',
  ...over,
});

describe('the draft of a test case', () => {
  it('T2 becomes the case that it shows', () => {
    const typed = draft({ classname: 'tests.*', name: ' test_leap ', steps: '1. Wait' });
    const made = caseOfDraft(typed);
    expect(made).toEqual({
      category: 'edge',
      title: 'A leap second',
      steps: '1. Wait',
      required: true,
      match: { classname: 'tests.*', name: 'test_leap' },
      owner: null,
    });
    expect(caseOfDraft(draftOfCase(made))).toEqual(made);
  });

  it('T2 lets one pattern stand beside any of the other, and none mean by hand', () => {
    expect(caseOfDraft(draft({ name: 'test_leap' })).match).toEqual({ classname: '*', name: 'test_leap' });
    expect(caseOfDraft(draft({ classname: 'a', name: ' ' })).match).toEqual({ classname: 'a', name: '*' });
    expect(caseOfDraft(draft()).match).toBeNull();
  });

  it('T2 says what is wrong at its field', () => {
    expect(Object.keys(caseErrors(draft({ title: ' ', classname: 'x'.repeat(501) })))).toEqual(['title', 'classname']);
    expect(caseErrors(draft())).toEqual({});
  });
});
