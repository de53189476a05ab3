import { z } from 'zod';
import { create } from 'zustand';
import { type ProjectId, SprintId } from '../../../shared/ids.ts';

export const laneKinds = ['none', 'assignee', 'kind', 'parent'] as const;

/** How somebody looks at a project's board. */
const BoardChoice = z.object({
  /** `active` follows whichever sprint runs; `open` is everything that is not done, in a sprint or not. */
  scope: z.union([SprintId, z.literal('active'), z.literal('open')]),
  lanes: z.enum(laneKinds),
  /** Shows the columns of cancelled work. */
  cancelled: z.boolean(),
});
export type BoardChoice = Readonly<z.infer<typeof BoardChoice>>;

const atFirst: BoardChoice = { scope: 'active', lanes: 'none', cancelled: false };
const keyOf = (project: ProjectId): string => `pitwall.board.${project}`;

const read = (project: ProjectId): BoardChoice => {
  try {
    return BoardChoice.catch(atFirst).parse(JSON.parse(localStorage.getItem(keyOf(project)) ?? 'null'));
  } catch {
    return atFirst; // Not JSON: somebody else's, or an older Pitwall's.
  }
};

const useChoices = create<Readonly<Record<ProjectId, BoardChoice>>>(() => ({}));

/** The board's choices of a project, kept over restarts of the window. */
export const useBoardChoice = (project: ProjectId): readonly [BoardChoice, (change: Partial<BoardChoice>) => void] => {
  const known = useChoices((all) => all[project]);
  const choice = known ?? read(project);
  const change = (part: Partial<BoardChoice>): void => {
    const next = { ...choice, ...part };
    localStorage.setItem(keyOf(project), JSON.stringify(next));
    useChoices.setState({ [project]: next });
  };
  return [choice, change];
};
