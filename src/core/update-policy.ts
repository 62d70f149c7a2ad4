import type { OutboxStateName } from "#core/outbox.ts";

/** How long nobody must have decided anything before a window may speak of an update, milliseconds. */
export const QUIET_BEFORE_UPDATE_MS = 60_000;

/**
 * True for a decision that a restart would get in the way of: one that can still be undone, and one between here and the
 * server. A decision that waits for a network does not: it is on disk, and may wait for hours.
 */
export function blocksUpdate(state: OutboxStateName): boolean {
  switch (state) {
    case "held":
    case "sending":
    case "confirming":
      return true;
    case "queued":
    case "parked":
    case "withdrawn":
    case "delivered":
    case "superseded":
    case "expired":
      return false;
  }
}

/** SECURITY: an older version is never taken, whoever offers it: it would bring back what a newer one put right. */
export function isNewerVersion(offered: string, current: string): boolean {
  const [left, right] = [partsOf(offered), partsOf(current)];
  if (left === undefined || right === undefined) return false;
  const index = left.findIndex((part, place) => part !== right[place]);
  return index >= 0 && (left[index] ?? 0) > (right[index] ?? 0);
}

/** Three numbers and nothing more; what is not a plain release is not offered to anybody. */
function partsOf(version: string): number[] | undefined {
  const found = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/u.exec(version);
  return found?.slice(1).map(Number);
}
