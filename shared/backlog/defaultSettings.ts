import type { EstimateScale, ItemTemplate, PlanningSettings, ScaleStep } from './planningSettings.ts';
import type { Status, StatusId } from './workflow.ts';

const numbers = (...points: readonly number[]): ScaleStep[] =>
  points.map((each) => ({ name: String(each), points: each }));

/** The scales a project may choose from; `custom` starts from the numbers of the one before. */
export const knownScales: Readonly<Record<Exclude<EstimateScale['kind'], 'custom'>, EstimateScale>> = {
  /** The numbers of planning poker up to 21; what is larger wants to be split. */
  fibonacci: { kind: 'fibonacci', steps: numbers(0, 1, 2, 3, 5, 8, 13, 21) },
  linear: { kind: 'linear', steps: numbers(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) },
  't-shirt': {
    kind: 't-shirt',
    steps: (
      [
        ['XS', 1],
        ['S', 2],
        ['M', 3],
        ['L', 5],
        ['XL', 8],
      ] as const
    ).map(([name, points]) => ({ name, points })),
  },
};

const status = (
  id: string,
  name: string,
  category: Status['category'],
  wipLimit: number | null = null,
  needs: Status['needs'] = [],
): Status => ({ id: id as StatusId, name, category, wipLimit, needs });

const template = (description: string, urgency: number | null = null): ItemTemplate => ({
  description,
  labels: [],
  urgency,
});

/** How a project plans until somebody says otherwise. */
export const defaultSettings = (timeZone: string): PlanningSettings => ({
  scale: knownScales.fibonacci,
  weights: { value: 1, urgency: 1, effort: 1 },
  workflow: [
    status('todo', 'To do', 'todo'),
    status('doing', 'In progress', 'doing', 5, ['estimate']),
    status('review', 'In review', 'doing', 5),
    status('qa', 'In QA', 'doing', 5),
    status('done', 'Done', 'done'),
    status('cancelled', 'Cancelled', 'cancelled', null, ['reason']),
  ],
  firstStatus: 'todo' as StatusId,
  templates: {
    feature: template('## Who needs it, and why\n\n## What it must do\n\n## Done when\n\n- [ ] \n'),
    bug: template('## What happens\n\n## What should happen\n\n## How to see it\n\n1. \n\n## Since when\n', 5),
    debt: template('## What is in the way\n\n## What it costs to leave it\n\n## What it will look like\n'),
  },
  labels: [],
  unit: 'points',
  cadence: { days: 14, startsOn: 1 },
  lookBack: 3,
  timeZone,
});
