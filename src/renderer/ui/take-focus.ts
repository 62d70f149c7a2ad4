/**
 * The `ref` of what a dialog opens with, of what takes the place of a pressed button, and of the button once it is back: it
 * has the focus from its first frame on. A dialog chooses for itself a frame later, when it opens and when its focused part
 * goes: out of the middle of what is typed by then.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}
