import type { MuteSpan } from "#ipc/presence.ts";

const HOUR_MS = 60 * 60_000;
const MORNING = 8;

/** When a mute of that span ends, milliseconds since 1970; 0 for none. */
export function mutedUntil(span: MuteSpan, now: number): number {
  if (span === "no-longer") return 0;
  return span === "hour" ? now + HOUR_MS : tomorrowMorning(now);
}

/** Eight o'clock of the next day on this computer's calendar. */
export function tomorrowMorning(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING).getTime();
}
