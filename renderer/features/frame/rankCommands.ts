import type { PaletteCommand } from '../../ui/paletteCommand.ts';

/** How well a text answers a word: a beginning before the beginning of a word, before anything inside; null when not at all. */
const closeness = (text: string, word: string): number | null => {
  const at = text.indexOf(word);
  if (at < 0) return null;
  if (at === 0) return 0;
  return text.includes(` ${word}`) ? 1 : 2;
};

const score = (command: PaletteCommand, words: readonly string[]): number | null => {
  const label = command.label.toLowerCase();
  const rest = [command.description ?? '', ...(command.keywords ?? []), command.group].join(' ').toLowerCase();
  let total = 0;
  for (const word of words) {
    const inLabel = closeness(label, word);
    const inRest = inLabel === null ? closeness(rest, word) : null;
    if (inLabel === null && inRest === null) return null;
    total += inLabel ?? 5 + (inRest ?? 0);
  }
  return total;
};

/** The commands that answer every word of the query, best first; in their own order when it is empty. Stable for equal scores. */
export const rankCommands = (commands: readonly PaletteCommand[], query: string): readonly PaletteCommand[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .map((command) => ({ command, points: score(command, words) }))
    .filter((each): each is { command: PaletteCommand; points: number } => each.points !== null)
    .sort((a, b) => a.points - b.points)
    .map(({ command }) => command);
};
