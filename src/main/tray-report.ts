import type { Console } from "#app/console.ts";
import type { BookedGate } from "#app/gate-book.ts";
import type { Timer } from "#app/ports.ts";
import type { TrayState } from "./present-tray.ts";

const SETTLE_MS = 250;
const NEAR_DEADLINE_MS = 5 * 60_000;

/** Tells the tray how things stand, at most a few times a second: it must not flicker while a poll runs. */
export interface TrayReport {
  changed(): void;
  state(console: Console): Omit<TrayState, "mutedUntil">;
  stop(): void;
}

export function createTrayReport(timer: Timer, show: () => void): TrayReport {
  let cancel: (() => void) | undefined;
  return {
    changed: () => {
      cancel ??= timer.after(SETTLE_MS, () => {
        cancel = undefined;
        show();
      });
    },
    state: trayState,
    stop: () => cancel?.(),
  };
}

function trayState(console: Console): Omit<TrayState, "mutedUntil"> {
  const waiting = console.waiting({ search: "", order: "deadline" });
  const environments = console.environments();
  const states = new Set(environments.map(({ link }) => link.state().state));
  return {
    waiting: waiting.length,
    urgent: isNear(console, waiting) || waiting.some(({ tags }) => tags.urgency === "critical"),
    connection: states.has("key-needed") ? "key-needed" : states.has("offline") ? "offline" : "online",
  };
}

/** Whether the soonest deadline that is not past is near. @param waiting in the order of their deadlines. */
function isNear(console: Console, waiting: readonly BookedGate[]): boolean {
  for (const { gate, deadline } of waiting) {
    const now = console.environment(gate.environmentId)?.time.read()?.now;
    if (deadline === undefined) return false;
    if (now !== undefined && deadline > now) return deadline - now < NEAR_DEADLINE_MS;
  }
  return false;
}
