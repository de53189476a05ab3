import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubGateFacts } from './githubGateFacts.ts';
import type { GithubReading, PullFacts } from './pullFacts.ts';

const sha = (digit: string) => digit.repeat(40);
const ada = { login: 'ada', name: 'Ada Sample', email: 'ada@example.com' };

const pullOf = (fields: Partial<PullFacts> = {}): PullFacts => ({
  number: 7,
  base: 'main',
  head: sha('2'),
  draft: false,
  mergedAs: null,
  writers: ['writer'],
  unlinked: [],
  reviews: [{ login: 'ada', state: 'approved', revision: sha('2'), belongs: true }],
  accounts: [ada],
  checks: [],
  required: [],
  ...fields,
});
/** Revision 1 held other code; revision 2 is a rebase of revision 3's code. */
const code = {
  head: sha('2'),
  base: 'main',
  patchId: 'p2',
  revision: 3,
  authors: [{ name: 'Sample Writer', email: 'writer@example.com' }],
  patchIdOf: (head: string) => ({ [sha('1')]: 'p1', [sha('2')]: 'p2', [sha('3')]: 'p2' })[head] ?? null,
  approvedHere: [],
};
const read = (fields: Partial<PullFacts> = {}, of: Partial<typeof code> = {}) =>
  githubGateFacts({ kind: 'read', pull: pullOf(fields) }, { ...code, ...of });
const approvalAt = (revision: string | null) =>
  read({ reviews: [{ login: 'ada', state: 'approved', revision, belongs: true }] });

describe('githubGateFacts', () => {
  it('T3 counts an approval for the code that it was given for, and for the same code rebased', () => {
    expect(approvalAt(sha('2')).approvals).toEqual(['Ada Sample (@ada on GitHub)']);
    expect(approvalAt(sha('3')).approvals).toHaveLength(1);
    expect(approvalAt(sha('1'))).toMatchObject({
      approvals: [],
      lostApprovals: [expect.stringContaining('the code was edited since (revision 3)')],
    });
    expect(approvalAt(sha('f')).lostApprovals).toEqual([expect.stringContaining('did not see')]);
    expect(approvalAt(null).approvals).toEqual([]);
  });

  it.each<[string, Partial<PullFacts>, Partial<typeof code>]>([
    ['opened it or committed to it', { writers: ['writer', 'ada'] }, {}],
    ['has the address of an author', {}, { authors: [{ name: 'A.', email: 'ADA@example.com' }] }],
    ['has the name of an author', {}, { authors: [{ name: 'ada sample', email: 'other@example.com' }] }],
    [
      'has the address that GitHub gives out for the account',
      {},
      { authors: [{ name: 'A.', email: '1234+ada@users.noreply.github.com' }] },
    ],
    [
      'cannot be told from an author whom GitHub does not know',
      { accounts: [{ ...ada, name: null, email: null }], unlinked: [{ name: 'Bo', email: 'bo@example.com' }] },
      {},
    ],
    [
      'does not belong to the repository',
      { reviews: pullOf().reviews.map((each) => ({ ...each, belongs: false })) },
      {},
    ],
  ])('T3 counts no approval of somebody who %s', (_, fields, of) => {
    const facts = read(fields, of);
    expect(facts.approvals).toEqual([]);
    expect(facts.lostApprovals).toHaveLength(1);
  });

  it('T3 takes one person for one, here and there', () => {
    expect(read({}, { approvedHere: [{ name: 'A.', email: 'ada@example.com' }] } as never)).toMatchObject({
      approvals: [],
      lostApprovals: [],
    });
  });

  it('T3 takes “changes requested” for a veto, also of an author, not of a stranger', () => {
    const asked = (belongs: boolean) =>
      read({ writers: ['ada'], reviews: [{ login: 'ada', state: 'changes-requested', revision: null, belongs }] })
        .vetoes;
    expect(asked(true)).toEqual(['Ada Sample (@ada on GitHub)']);
    expect(asked(false)).toEqual([]);
  });

  it('T1 lets checks pass only when every one that is asked for passed, at this very head', () => {
    const verdict = (fields: Partial<PullFacts>) => {
      const { github } = read(fields);
      return github?.ok ? github.value : null;
    };
    const [passed, failed, running] = (['passed', 'failed', 'running'] as const).map((state) => ({
      name: state,
      state,
    }));
    expect(verdict({ checks: [passed, failed, running] as never })).toEqual({
      holds: false,
      reasons: ['Failed: failed.', 'Still running: running.'],
    });
    expect(verdict({ checks: [passed, failed] as never, required: ['passed'] })?.holds).toBe(true);
    expect(verdict({ checks: [passed] as never, required: ['passed', 'e2e'] })).toEqual({
      holds: false,
      reasons: ['Not reported yet: e2e.'],
    });
    expect(verdict({ checks: [passed] as never, head: sha('9') })?.holds).toBe(false);
    expect(verdict({ draft: true })?.holds).toBe(false);
    expect(verdict({})?.holds).toBe(true);
    expect(verdict({ base: 'develop', checks: [failed] as never })?.holds).toBe(true);
  });

  it('T1 keeps hostile names on their line', () => {
    const name = '\u202e<b>x</b>\n\u001b[31m'.padEnd(5000, 'y');
    const { approvals, github } = read({
      accounts: [{ ...ada, name }],
      checks: [{ name, state: 'failed' }] as never,
    });
    for (const text of [...approvals, JSON.stringify(github)]) {
      expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
      expect(text.length).toBeLessThan(300);
    }
  });

  it('T1 errs to closed while GitHub is not heard, and says since when', () => {
    const pulls = fc.record({
      state: fc.constantFrom('approved' as const, 'changes-requested' as const),
      since: fc.option(fc.constant(Date.UTC(2026, 0, 15, 12, 30))),
      known: fc.boolean(),
    });
    fc.assert(
      fc.property(pulls, ({ state, since, known }) => {
        const pull = pullOf({ reviews: [{ login: 'ada', state, revision: sha('2'), belongs: true }] });
        const reading: GithubReading = { kind: 'unheard', why: 'No answer.', since, pull: known ? pull : null };
        const facts = githubGateFacts(reading, code);
        expect(facts.github).toEqual({
          ok: false,
          reason: `No answer.${since === null ? '' : ' It was heard last at 2026-01-15 12:30 UTC.'}`,
        });
        expect(facts.approvals).toEqual([]);
        expect(facts.vetoes).toHaveLength(known && state === 'changes-requested' ? 1 : 0);
      }),
    );
  });

  it('T1 changes nothing without GitHub', () => {
    expect(githubGateFacts(null, code)).toEqual({ github: null, approvals: [], lostApprovals: [], vetoes: [] });
  });
});
