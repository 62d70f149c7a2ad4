import { useEffect, useEffectEvent } from "react";

/**
 * Ctrl or ⌘ with a key that the shortcut library cannot name, since it writes its lists with them: the comma, the plus.
 * They work everywhere, while typing and inside dialogs too.
 */
export function useCommandKeys(actions: Readonly<Record<string, () => void>>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    if (!event.repeat) actions[event.key]?.();
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => press(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}
