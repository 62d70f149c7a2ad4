import { useWindowKey } from "#renderer/hooks/use-window-key.ts";
import type { Selection } from "./use-selection.ts";

interface SelectionKeys {
  readonly selection: Selection;
  /** The open gate, which `x` selects and `h` puts off where nothing else is selected. */
  readonly open: string | undefined;
  readonly enabled: boolean;
  readonly onDecide: (verdict: "approve" | "reject") => void;
  readonly onSnooze: (tokenIds: readonly string[]) => void;
}

/** x, Shift x, Ctrl/⌘ A; and, while something is selected, a and r for all of it. h puts off. */
export function useSelectionKeys({ selection, open, enabled, onDecide, onSnooze }: SelectionKeys): void {
  const some = selection.ids.length > 0;
  useWindowKey("x", () => (open === undefined ? undefined : selection.toggle(open)), { enabled });
  useWindowKey("shift+x", () => (open === undefined ? undefined : void selection.extendTo(open)), { enabled });
  useWindowKey("mod+a", () => void selection.addAll(), { enabled });
  useWindowKey("a", () => onDecide("approve"), { enabled: enabled && some });
  useWindowKey("r", () => onDecide("reject"), { enabled: enabled && some });
  useWindowKey("h", () => {
    if (some) onSnooze(selection.ids);
    else if (open !== undefined) onSnooze([open]);
  });
}
