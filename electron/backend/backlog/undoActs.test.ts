import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';
import { dump, type Hands, randomAct, tried } from './testing/randomActs.ts';

let bed: PlanningBed;
beforeEach(() => {
  bed = planningBed();
});
afterEach(() => bed.remove());

const hands = (window = bed.window): Hands => ({
  bed,
  window,
  member: bed.addMember('Sam Sample'),
  sprint: bed.addSprint('Sprint 1'),
});
const undoState = () => bed.ledger.undoState({ window: bed.window, project: bed.project });

describe('undo and redo', () => {
  it('P13 give exactly the state before and after, for any acts in any order', async () => {
    const turn = fc.oneof(
      { weight: 5, arbitrary: randomAct },
      { weight: 1, arbitrary: fc.constantFrom('undo' as const, 'redo' as const) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 5, maxLength: 50, size: 'max' }), async (turns) => {
        bed.nextProject();
        const by = hands();
        // What the user would see, step by step; `now` is where they are.
        const states = [dump(bed)];
        let now = 0;
        for (const each of turns) {
          if (each === 'undo' || each === 'redo') {
            const to = each === 'undo' ? now - 1 : now + 1;
            const possible = states[to] !== undefined;
            expect((await undoState())[each] !== null).toBe(possible);
            if (!possible) continue;
            await bed[each]();
            now = to;
          } else {
            const before = bed.done().length;
            const done = await tried(each, by);
            if (!done || bed.done().length === before) {
              expect(dump(bed)).toBe(states[now]);
              continue;
            }
            now += 1;
            states.splice(now, states.length, dump(bed));
          }
          expect(dump(bed)).toBe(states[now]);
        }
        for (; now > 0; now -= 1) {
          await bed.undo();
          expect(dump(bed)).toBe(states[now - 1]);
        }
        expect((await undoState()).undo).toBeNull();
        for (; now < states.length - 1; now += 1) {
          await bed.redo();
          expect(dump(bed)).toBe(states[now + 1]);
        }
        expect((await undoState()).redo).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('P13 are there after a restart too, for what any window did before', async () => {
    const item = await bed.create({ title: 'one' });
    await bed.backlog.edit({ window: bed.window, items: [item.id], patch: { title: 'two' } });
    await bed.backlog.edit({ window: bed.otherWindow, items: [item.id], patch: { title: 'three' } });
    expect((await undoState()).undo).toBe('Change TR-1: title');
    await expect(bed.undo()).rejects.toMatchObject({ code: 'CONFLICT' });
    bed.restart();
    await bed.undo();
    expect(await bed.titles()).toEqual(['two']);
    await bed.undo();
    bed.restart();
    expect(await undoState()).toEqual({ undo: 'Create TR-1: one', redo: 'Change TR-1: title' });
    await bed.redo();
    expect(await bed.titles()).toEqual(['two']);
  });

  it('P13 are acts of their own: nothing is rewritten, and a new act forgets what could be redone', async () => {
    const item = await bed.create({ title: 'one' });
    await bed.undo();
    await bed.redo();
    await bed.undo();
    expect(bed.done()).toEqual([
      'Undo: Create TR-1: one',
      'Redo: Create TR-1: one',
      'Undo: Create TR-1: one',
      'Create TR-1: one',
    ]);
    await bed.create({ title: 'two' });
    expect(await undoState()).toEqual({ undo: 'Create TR-2: two', redo: null });
    await expect(bed.redo()).rejects.toMatchObject({ code: 'REFUSED', message: 'There is nothing to redo.' });
    await expect(bed.backlog.detail({ item: item.id })).rejects.toMatchObject({ code: 'GONE' });
  });

  it('P13 tell the pages what changed', async () => {
    const item = await bed.create({ title: 'one' });
    bed.published.length = 0;
    await bed.undo();
    expect(bed.published).toEqual([`item ${item.id}`, 'ledger null']);
  });
});
