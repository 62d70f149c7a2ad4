import { useHotkeys } from "react-hotkeys-hook";
import { isDialogOpen } from "#renderer/hooks/use-window-key.ts";

/** Escape: out of a field first, then out of a selection, then from the card or the audit entry to its row in the list. */
export function useBack(
  selection: { readonly ids: readonly string[]; readonly clear: () => void },
  onBack: () => void,
): () => void {
  function back(): void {
    onBack();
    focusOpenRow();
  }
  useHotkeys(
    "escape",
    () => {
      const focused = document.activeElement;
      if (focused instanceof HTMLElement && focused.matches("input, textarea, select")) focused.blur();
      else if (selection.ids.length > 0) selection.clear();
      else back();
    },
    { enableOnFormTags: true, ignoreEventWhen: isDialogOpen },
  );
  return back;
}

// A list that was hidden has its rows again in the frame after the next.
function focusOpenRow(): void {
  if (!focusRow()) requestAnimationFrame(() => requestAnimationFrame(focusRow));
}

function focusRow(): boolean {
  const row = document.querySelector<HTMLElement>("nav :is([data-token], [data-entry])[aria-current='true']");
  row?.focus({ preventScroll: true });
  return row !== null && row === document.activeElement;
}
