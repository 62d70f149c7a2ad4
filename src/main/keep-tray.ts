import type { Clock, Timer } from "#app/ports.ts";
import { mutedUntil, tomorrowMorning } from "./mute.ts";
import { presentTray, type TrayAction, type TrayState, type TrayView } from "./present-tray.ts";
import type { PreferenceStore } from "./preferences.ts";
import type { ConsoleTray } from "./tray.ts";
import type { Words } from "./words.ts";

/** How the queue stands; whether it is muted the preferences know. */
export type QueueState = Omit<TrayState, "mutedUntil">;

export interface KeepTrayPorts {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly words: Words;
  readonly preferences: PreferenceStore;
  readonly open: (first: TrayView, perform: (action: TrayAction) => void) => ConsoleTray;
  readonly showBadge: (waiting: number) => void;
  readonly perform: (action: "open" | "check-now" | "quit") => void;
}

export interface KeptTray {
  readonly show: (state: QueueState) => void;
  readonly close: () => void;
}

const LONGEST_WAIT_MS = 60 * 60_000;

/** Keeps the tray true: when the queue changes, when the operator mutes or changes the language, and when a mute ends. */
export function keepTray(ports: KeepTrayPorts): KeptTray {
  let state: QueueState = { waiting: 0, urgent: false, connection: "online" };
  let cancel: (() => void) | undefined;

  function present(): TrayView {
    const now = ports.clock.now();
    const muted = ports.preferences.read().alerts.mutedUntil;
    cancel?.();
    cancel = muted > now ? ports.timer.after(Math.min(LONGEST_WAIT_MS, muted - now), draw) : undefined;
    return presentTray(
      ports.words,
      { ...state, mutedUntil: muted > now ? muted : undefined },
      now,
      tomorrowMorning(now),
    );
  }

  function draw(): void {
    tray.show(present(), state.waiting);
    ports.showBadge(state.waiting);
  }

  function perform(action: TrayAction): void {
    switch (action) {
      case "mute-hour":
        return mute("hour");
      case "mute-until-tomorrow":
        return mute("until-tomorrow");
      case "unmute":
        return mute("no-longer");
      case "open":
      case "check-now":
      case "quit":
        return ports.perform(action);
    }
  }

  function mute(span: Parameters<typeof mutedUntil>[0]): void {
    ports.preferences.change({ alerts: { mutedUntil: mutedUntil(span, ports.clock.now()) } });
  }

  const tray = ports.open(present(), perform);
  const unsubscribe = ports.preferences.onChange(draw);
  return {
    show: (next) => {
      state = next;
      draw();
    },
    close: () => {
      unsubscribe();
      cancel?.();
      tray.close();
    },
  };
}
