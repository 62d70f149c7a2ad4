import type { Console } from "#app/console.ts";
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
  const [first] = waiting;
  const now = first && console.environment(first.gate.environmentId)?.time.read()?.now;
  const near = now !== undefined && first?.deadline !== undefined && first.deadline - now < NEAR_DEADLINE_MS;
  return {
    waiting: waiting.length,
    urgent: near || waiting.some(({ tags }) => tags.urgency === "critical"),
    connection: states.has("key-needed") ? "key-needed" : states.has("offline") ? "offline" : "online",
  };
}
