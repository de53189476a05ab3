import { describe, expect, it } from 'vitest';
import { MemberSettings } from '../../../shared/team/member.ts';
import { draftOfMember, newMember, readMemberDraft } from './memberDraft.ts';

describe('the member form', () => {
  it('P8 gives back what it was opened with', () => {
    const settings: MemberSettings = { ...newMember('hours'), name: 'Sample One', email: 'one@example.com' };
    expect(MemberSettings.parse(readMemberDraft(draftOfMember(settings)))).toEqual(settings);
    expect(MemberSettings.parse(readMemberDraft(draftOfMember({ ...settings, email: null }))).email).toBeNull();
  });

  it('P8 refuses an emptied number instead of reading it as 0', () => {
    const draft = { ...draftOfMember({ ...newMember('points'), name: 'Sample One' }), perDay: '' };
    expect(MemberSettings.safeParse(readMemberDraft(draft)).success).toBe(false);
  });
});
