import type { NewItem } from '../shared/backlog/contract.ts';

const areas = ['checkout', 'search', 'upload', 'login', 'report', 'mail', 'queue', 'cache', 'invoice', 'profile'];
const things = [
  'times out',
  'shows yesterday’s figures',
  'forgets its filter',
  'wants a second look',
  'is slow on Mondays',
];

/** Item `number` of a backlog that looks like one: every title another, no two neighbours of one kind. */
export const benchItem = (number: number): NewItem => ({
  kind: (['feature', 'bug', 'debt'] as const)[number % 3] ?? 'feature',
  title: `The ${areas[number % areas.length]} ${things[Math.floor(number / 10) % things.length]} (sample ${String(number)})`,
  estimate: [1, 2, 3, 5, 8, null][number % 6] ?? null,
  value: (number % 10) + 1,
  urgency: ((number * 7) % 10) + 1,
  effort: ((number * 3) % 10) + 1,
  labels: [areas[(number * 3) % areas.length] ?? ''],
});
