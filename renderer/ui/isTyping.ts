/** Whether a key press belongs to what is being typed, so that single keys must be dead. */
export const isTyping = (event: KeyboardEvent): boolean => {
  const at = event.target;
  if (!(at instanceof HTMLElement)) return false;
  if (at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return true;
  if (at instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'submit', 'reset'].includes(at.type);
  return at.getAttribute('role') === 'combobox' || at.getAttribute('role') === 'textbox';
};
