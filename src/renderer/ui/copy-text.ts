/**
 * Puts text on the clipboard; false where the system refused. SECURITY: the window has no clipboard permission, so the
 * asynchronous API is refused to it; copying a selection on a person's own click needs none.
 */
export function copyText(text: string): boolean {
  const holder = document.createElement("textarea");
  holder.value = text;
  holder.readOnly = true;
  holder.setAttribute("aria-hidden", "true");
  holder.style.position = "fixed";
  holder.style.opacity = "0";
  const focused = document.activeElement;
  // Beside the focused element, since a dialog takes the focus back from everything outside itself.
  (focused?.parentElement ?? document.body).append(holder);
  holder.select();
  const copied = document.execCommand("copy");
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
