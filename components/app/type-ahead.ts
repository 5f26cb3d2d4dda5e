/**
 * Takes what is typed while a dialog is still on its way, so that it goes neither into the text that had the focus nor to the
 * single keys. A real field, so that an input method finds it too.
 * @param onEscape The dialog is not wanted any more.
 * @returns Gives the focus back to who had it, and what was typed.
 */
export function typeAhead(onEscape: () => void): () => string {
  const before = document.activeElement;
  const field = document.createElement('input');
  // Not `sr-only`: in a field without room the caret goes back to the start after each word of an input method.
  Object.assign(field.style, { position: 'fixed', insetBlockStart: '0', opacity: '0', pointerEvents: 'none' });
  field.autocomplete = 'off';
  field.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') onEscape();
    if (event.key === 'Tab') event.preventDefault();
  });
  document.body.append(field);
  field.focus();
  return () => {
    const isStill = document.activeElement === field;
    field.remove();
    if (isStill && before instanceof HTMLElement) before.focus();
    return field.value;
  };
}

/** Types `text` into the field that has the focus, if one has. */
export function typeInto(text: string): void {
  const field = document.activeElement;
  if (text === '' || !(field instanceof HTMLInputElement)) return;
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
