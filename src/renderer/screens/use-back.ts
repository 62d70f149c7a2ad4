import { useHotkeys } from "react-hotkeys-hook";
import { isDialogOpen } from "#renderer/hooks/use-window-key.ts";

/** Escape: out of a field first, then out of a selection, then from the card to its row in the list. */
export function useBack(
  selected: string | undefined,
  selection: { readonly ids: readonly string[]; readonly clear: () => void },
  onBack: () => void,
): () => void {
  function back(): void {
    onBack();
    const row = document.querySelector<HTMLElement>(`[data-token="${selected ?? ""}"]`);
    row?.focus({ preventScroll: true });
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
