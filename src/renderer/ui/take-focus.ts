/**
 * The `ref` of what takes the place of a pressed button, and of the button once it is back: it has the focus from its first
 * frame on. A dialog whose focused part goes gives the focus to its own start, a frame later and out of the middle of what
 * is being typed.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
