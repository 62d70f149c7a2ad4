import { useHotkeys } from "react-hotkeys-hook";

interface WindowKeyOptions {
  readonly enabled?: boolean;
  /** Works while typing and inside dialogs too. */
  readonly everywhere?: boolean;
  /** Holding the key down counts again and again; never for anything that decides. */
  readonly repeats?: boolean;
}

/** A shortcut by the character that the key produces; off while typing and while a dialog is open. */
export function useWindowKey(keys: string, action: () => void, options: WindowKeyOptions = {}): void {
  const { enabled = true, everywhere = false, repeats = false } = options;
  useHotkeys(keys, action, {
    enabled,
    useKey: true,
    preventDefault: true,
    enableOnFormTags: everywhere,
    ignoreEventWhen: (event) => (event.repeat && !repeats) || (!everywhere && isDialogOpen()),
  });
}

/** True while a dialog lies over the window: the keys belong to it. */
export function isDialogOpen(): boolean {
  return document.querySelector("[role='dialog']") !== null;
}
