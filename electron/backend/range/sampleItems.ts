import type { NewItem } from '../../../shared/backlog/contract.ts';

type Ratings = readonly [value: number, urgency: number, effort: number];

const item = (
  kind: NewItem['kind'],
  title: string,
  estimate: number | null,
  [value, urgency, effort]: Ratings,
  labels: readonly string[],
): NewItem => ({ kind, title, estimate, value, urgency, effort, labels: [...labels] });

/** The sample product's backlog, so that planning can be tried in the practice range: ranked by a lead who has put one thing first that its
 * score would not, with a large item to split and some that nobody has estimated. */
export const sampleItems: readonly NewItem[] = [
  item('bug', 'The board shows yesterday’s tide until noon', 3, [8, 9, 3], ['tide', 'board']),
  item('feature', 'Warn by e-mail when the wind passes 7 Beaufort', 5, [9, 7, 4], ['wind', 'alerts']),
  item('feature', 'Let every pier have a board of its own', 13, [9, 4, 8], ['board']),
  item('bug', 'Two ferries at the same minute hide each other', 2, [6, 7, 2], ['ferries']),
  item('debt', 'Read the message from a file and not from the source', 3, [4, 5, 3], ['board']),
  item('feature', 'Show which pier is closed for repairs', 5, [7, 6, 4], ['board', 'piers']),
  item('bug', 'The heading is cut off on a telephone', 1, [5, 4, 1], ['board']),
  item('feature', 'List the ferries of the coming hour', 5, [7, 3, 5], ['ferries']),
  item('debt', 'Give the tide tables a test of their own', 2, [3, 4, 2], ['tide']),
  item('feature', 'Translate the board into two more languages', 8, [5, 2, 7], ['board']),
  item('bug', 'The lantern’s colour is wrong after a restart', null, [4, 6, 2], ['lantern']),
  item('debt', 'Remove the old harbour map', 1, [2, 2, 1], ['piers']),
  item('feature', 'Count the ships that pass the light', null, [6, 2, 6], ['lantern']),
  item('debt', 'Say in the log which tide station answered', 2, [3, 6, 2], ['tide', 'log']),
];
