import { globalShortcut } from "electron";
import type { Presence } from "#ipc/presence.ts";
import { readDoNotDisturb } from "./do-not-disturb.ts";
import { createGlobalShortcut } from "./global-shortcut.ts";
import { createLoginItem } from "./login-item.ts";
import type { PreferenceStore } from "./preferences.ts";
import type { Words } from "./words.ts";

export interface OpenPresenceOptions {
  readonly words: Words;
  readonly preferences: PreferenceStore;
  /** Whether the system opens our links here. */
  readonly links: boolean;
  /** Brings the window to the front. */
  readonly show: () => void;
}

/** What the console takes part in on this system: its login, its shortcuts, its do-not-disturb. */
export interface OpenedPresence {
  readonly read: () => Promise<Presence>;
  /** @throws Error where the system does not let it. */
  readonly startAtLogin: (on: boolean) => Promise<void>;
  readonly close: () => void;
}

export function openPresence({ words, preferences, links, show }: OpenPresenceOptions): OpenedPresence {
  const loginItem = createLoginItem(words);
  const shortcut = createGlobalShortcut(globalShortcut, show);
  // One that another program has taken meanwhile stays chosen: it is tried again at the next start.
  let wanted = preferences.read().alerts.shortcut;
  shortcut.change(wanted);
  preferences.onChange(({ alerts }) => {
    if (alerts.shortcut === wanted) return;
    wanted = shortcut.change(alerts.shortcut);
    if (wanted !== alerts.shortcut) preferences.change({ alerts: { shortcut: wanted } });
  });
  return {
    read: async () => {
      const [doNotDisturb, startAtLogin] = await Promise.all([readDoNotDisturb(process.platform), loginItem.read()]);
      const problem = shortcut.problem();
      return { doNotDisturb, startAtLogin, links, ...(problem !== undefined && { shortcutProblem: problem }) };
    },
    startAtLogin: (on) => loginItem.write(on),
    close: () => shortcut.close(),
  };
}
