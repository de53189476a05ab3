import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import type { ExceptionGroup } from '../../../shared/monitor/exceptionGroup.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { type DatabaseFolder, databaseFolder } from '../db/testing/databaseFolder.ts';
import { createExceptionCommands } from './exceptionCommands.ts';
import { countException, listExceptions } from './exceptionTable.ts';

const id = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
const other = EnvironmentId.parse('22222222-2222-4222-8222-222222222222');
let folder: DatabaseFolder;
let db: ReturnType<DatabaseFolder['open']>['db'];
let commands: ReturnType<typeof createExceptionCommands>;
beforeEach(() => {
  folder = databaseFolder();
  at = folder.clock.now();
  db = folder.open().db;
  db.exec(`INSERT INTO project (id, name, key, description, practice, created_at) VALUES ('p', 'Shop', 'SHOP', '', 0, 1);
    INSERT INTO environment (id, project_id, position, name, settings) VALUES ('${id}', 'p', 0, 'Production', '{}'), ('${other}', 'p', 1, 'Staging', '{}')`);
  commands = createExceptionCommands({
    db,
    feed: { publish: () => {}, subscribe: () => () => {} },
    clock: folder.clock,
    actor: 'lead@desk',
    environmentOf: () => ({ id, projectId: 'p' }) as unknown as Environment,
    onSettled: () => {},
  });
});
afterEach(() => folder.remove());

let at = 0;
const see = (type: string, environment = id) => {
  at += 1;
  return countException(
    db,
    environment,
    { at, type, message: `message ${at}`, frames: [], text: `${type} ${at}` },
    { key: type, path: [`${type}.py in f`], because: `All ${type}.` },
  );
};
const groups = () => listExceptions(db, id, 100);
const seen = ({ id: group, parts }: ExceptionGroup) => ({ group, parts: parts.map((part) => part.id) });
const of = (type: string): ExceptionGroup => {
  const found = groups().find((group) => group.parts.some((part) => part.type === type));
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};

describe('M6 groups of exceptions', () => {
  it('M6 merged and split again are as they were, whatever was merged; what is seen while merged counts to its own', () => {
    const types = ['A', 'B', 'C', 'D', 'E'];
    const act = fc.oneof(
      fc.record({ kind: fc.constant('see' as const), type: fc.constantFrom(...types) }),
      fc.record({ kind: fc.constant('merge' as const), of: fc.subarray(types, { minLength: 2 }) }),
      fc.record({ kind: fc.constant('split' as const), type: fc.constantFrom(...types) }),
      fc.record({ kind: fc.constant('resolve' as const), type: fc.constantFrom(...types) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        db.exec('DELETE FROM exception_group');
        const counts = new Map(types.map((type) => [type, 1]));
        for (const type of types) see(type);
        for (const each of acts) {
          if (each.kind === 'see') {
            counts.set(each.type, (counts.get(each.type) ?? 0) + 1);
            see(each.type);
          } else if (each.kind === 'resolve') commands.resolve(of(each.type).id);
          else if (each.kind === 'merge') {
            const before = groups();
            const chosen = [...new Map(each.of.map((type) => [of(type).id, of(type)])).values()];
            if (chosen.length < 2) continue;
            const merged = commands.merge(chosen.map(seen));
            expect(merged.count).toBe(chosen.reduce((sum, { count }) => sum + count, 0));
            expect(merged.state).toBe(chosen.some(({ state }) => state === 'open') ? 'open' : 'resolved');
            if (chosen.every(({ parts }) => parts.length === 1)) {
              const out = merged.parts.map((part) => part.id).filter((part) => part !== merged.id);
              commands.split(seen(merged), out);
              expect(groups()).toEqual(before);
              commands.merge(chosen.map(({ parts }) => seen(of(parts[0]?.type ?? ''))));
            }
          } else {
            const group = of(each.type);
            const part = group.parts.find(({ type }) => type === each.type);
            if (group.parts.length > 1 && part !== undefined) commands.split(seen(group), [part.id]);
          }
          const all = groups();
          expect(all.flatMap(({ parts }) => parts.map(({ type }) => type)).sort()).toEqual(types);
          for (const group of all) for (const part of group.parts) expect(part.count).toBe(counts.get(part.type));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('M6 are merged by name in the ledger, count what comes of both, and come back as one', () => {
    see('A');
    see('B');
    const merged = commands.merge([seen(of('B')), seen(of('A'))]);
    expect(merged).toMatchObject({ type: 'A', count: 2, sample: expect.stringContaining('B') });
    expect(see('B')).toMatchObject({ event: 'again', fingerprint: 'A', group: { count: 3 } });
    commands.resolve(merged.id);
    expect(groups()).toMatchObject([{ state: 'resolved' }]);
    expect(see('B').event).toBe('regressed');
    expect(see('A').event).toBe('again');
    expect(groups()).toMatchObject([{ state: 'open', regressions: 1, count: 5 }]);
    const [rest, out] = commands.split(seen(of('A')), [of('A').id]);
    expect([rest?.type, out?.type]).toEqual(['B', 'A']);
    expect(db.prepare("SELECT verb || ': ' || summary FROM ledger ORDER BY sequence").pluck().all()).toEqual([
      'exception.merge: Let B in B.py in f count to A in A.py in f',
      'exception.resolve: Resolve A in A.py in f',
      'exception.split: Let A in A.py in f no longer count to A in A.py in f',
    ]);
  });

  it('M6 that another window grouped otherwise in between are left as they are, and it is said how', () => {
    for (const type of ['A', 'B', 'C']) see(type);
    const [first, second] = [
      ['A', 'B'],
      ['A', 'C'],
    ].map((types) => types.map((type) => seen(of(type))));
    const merged = commands.merge(first ?? []);
    expect(() => commands.merge(second ?? [])).toThrow(
      expect.objectContaining({
        code: 'CONFLICT',
        data: expect.objectContaining({ changes: ['B in B.py in f counts to it by now.'] }),
      }),
    );
    const [, part] = merged.parts;
    if (part === undefined) throw new Error('no part');
    commands.split(seen(merged), [part.id]);
    expect(() => commands.split(seen(merged), [part.id])).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
    expect(groups()).toHaveLength(3);
  });

  it('M6 of two environments, of one group alone, or all of a group are refused; what is gone is said to be gone', () => {
    see('A');
    see('B', other);
    const [elsewhere] = listExceptions(db, other, 10);
    if (elsewhere === undefined) throw new Error('no group');
    const refused = expect.objectContaining({ code: 'REFUSED' });
    expect(() => commands.merge([seen(of('A')), seen(elsewhere)])).toThrow(refused);
    expect(() => commands.merge([seen(of('A')), seen(of('A'))])).toThrow(refused);
    expect(() => commands.split(seen(of('A')), [of('A').id])).toThrow(refused);
    const gone = seen(of('A'));
    db.exec('DELETE FROM exception_group');
    expect(() => commands.resolve(gone.group)).toThrow(expect.objectContaining({ code: 'GONE' }));
  });
});
