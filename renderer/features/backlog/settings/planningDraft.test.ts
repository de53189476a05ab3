import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, knownScales } from '../../../../shared/backlog/defaultSettings.ts';
import { PlanningSettings } from '../../../../shared/backlog/planningSettings.ts';
import { StatusId } from '../../../../shared/backlog/workflow.ts';
import { newStatusId } from './newStatusId.ts';
import { draftOfPlanning, readPlanningDraft } from './planningDraft.ts';

const first = defaultSettings('Europe/Paris');

describe('the form of the planning settings', () => {
  it('P2 P3 gives back exactly the settings it was filled from', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    const rating = fc.option(fc.integer({ min: 1, max: 10 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(knownScales)),
        fc.uniqueArray(word, { maxLength: 5 }),
        rating,
        fc.option(fc.integer({ min: 1, max: 99 })),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (scale, labels, urgency, wipLimit, effort) => {
          const settings = PlanningSettings.parse({
            ...first,
            scale,
            weights: { ...first.weights, effort },
            workflow: first.workflow.map((status, at) => (at === 1 ? { ...status, wipLimit } : status)),
            templates: { ...first.templates, bug: { description: 'x', labels, urgency } },
            labels: labels.map((name) => ({ name, color: 'teal' })),
          });
          expect(PlanningSettings.parse(readPlanningDraft(draftOfPlanning(settings)))).toEqual(settings);
        },
      ),
    );
  });

  it('an empty number is refused, except where empty means something', () => {
    const draft = draftOfPlanning(first);
    expect(PlanningSettings.safeParse(readPlanningDraft({ ...draft, days: '' })).success).toBe(false);
    const noLimit = { ...draft, workflow: draft.workflow.map((status) => ({ ...status, wipLimit: '' })) };
    expect(PlanningSettings.parse(readPlanningDraft(noLimit)).workflow.every(({ wipLimit }) => wipLimit === null)).toBe(
      true,
    );
  });

  it('a new status gets an id that nobody has and the schema takes, whatever its name', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom('status', 'status-2', 'qa')), (name, taken) => {
        const id = newStatusId(name, taken);
        expect(taken).not.toContain(id);
        expect(StatusId.safeParse(id).success).toBe(true);
      }),
    );
    expect(newStatusId('Čekání na QA!', [])).toBe('cekani-na-qa');
  });
});
