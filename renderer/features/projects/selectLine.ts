/** Selects a line (counted from 1) in a text area and brings it into view. */
export const selectLine = (area: HTMLTextAreaElement, line: number): void => {
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1);
  const from = before.reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  const height = area.scrollHeight / Math.max(1, lines.length);
  area.scrollTop = Math.max(0, (line - 4) * height);
};
