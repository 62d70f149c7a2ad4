import type { Words } from "./words.ts";

/** What the tray is told; the poll knows it, the tray only shows it. */
export interface TrayState {
  readonly waiting: number;
  /** True while a gate is urgent or its deadline is near. */
  readonly urgent: boolean;
  readonly connection: "online" | "offline" | "key-needed";
  /** Until when nothing is told; undefined while everything is. Milliseconds since 1970. */
  readonly mutedUntil: number | undefined;
}

export type TrayIcon = "idle" | "waiting" | "urgent" | "offline" | "error";

export interface TrayView {
  readonly icon: TrayIcon;
  readonly tooltip: string;
  readonly menu: readonly TrayMenuItem[];
}

export type TrayAction = "open" | "check-now" | "mute-hour" | "mute-until-tomorrow" | "unmute" | "quit";

export type TrayMenuItem =
  | { readonly kind: "text"; readonly label: string }
  | { readonly kind: "line" }
  | { readonly kind: "action"; readonly label: string; readonly action: TrayAction }
  | { readonly kind: "submenu"; readonly label: string; readonly items: readonly TrayMenuItem[] };

/** @param tomorrow when a mute until tomorrow would end. */
export function presentTray(words: Words, state: TrayState, now: number, tomorrow: number): TrayView {
  const waiting = words.say("tray.waiting", { count: state.waiting });
  const { icon, tooltip } = presentIcon(words, state, waiting);
  const until = state.mutedUntil === undefined ? undefined : words.time(state.mutedUntil, now);
  const action = (label: string, name: TrayAction): TrayMenuItem => ({ kind: "action", label, action: name });
  return {
    icon,
    tooltip: until === undefined ? tooltip : words.say("tray.muted", { tooltip, until }),
    menu: [
      { kind: "text", label: waiting },
      { kind: "line" },
      action(words.say("tray.open"), "open"),
      action(words.say("tray.checkNow"), "check-now"),
      { kind: "line" },
      until === undefined
        ? {
            kind: "submenu",
            label: words.say("tray.mute"),
            items: [
              action(words.say("tray.mute.hour"), "mute-hour"),
              action(words.say("tray.mute.tomorrow", { until: words.time(tomorrow, tomorrow) }), "mute-until-tomorrow"),
            ],
          }
        : action(words.say("tray.unmute", { until }), "unmute"),
      { kind: "line" },
      action(words.say("tray.quit"), "quit"),
    ],
  };
}

/** What is worst comes first: a queue that cannot be trusted to be complete must not look like an empty one. */
function presentIcon(words: Words, state: TrayState, waiting: string): Pick<TrayView, "icon" | "tooltip"> {
  if (state.connection === "key-needed")
    return { icon: "error", tooltip: words.say("tray.tooltip.key-needed", { waiting }) };
  if (state.connection === "offline")
    return { icon: "offline", tooltip: words.say("tray.tooltip.offline", { waiting }) };
  if (state.urgent) return { icon: "urgent", tooltip: words.say("tray.tooltip.urgent", { waiting }) };
  return { icon: state.waiting === 0 ? "idle" : "waiting", tooltip: words.say("tray.tooltip", { waiting }) };
}
