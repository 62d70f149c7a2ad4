// Free of the schema library, so that the window can tell when a gate will wake before it asks for it.

/** A snooze ends at least this long before the deadline, so that there is time left to decide; milliseconds. */
export const SNOOZE_MARGIN_MS = 5 * 60_000;
export const SHORTEST_SNOOZE_MS = 60_000;
export const LONGEST_SNOOZE_MS = 31 * 86_400_000;

/** What of a gate, once it differs, is worth waking it for. */
export interface SnoozeSight {
  readonly urgency: string;
  /** Effective deadline, milliseconds of server time. */
  readonly deadline?: number;
  /** The digest that the envelope claims; unjudged, undefined until it is seen. */
  readonly digest?: string;
}

/** A gate that was put off, and how it looked then. `until` is milliseconds of server time. */
export interface Snooze extends SnoozeSight {
  readonly tokenId: string;
  readonly until: number;
}

/**
 * When a gate that is put off now wakes; `early` where its deadline cuts the time short. Undefined where the deadline is so
 * near that putting it off would be no time at all. All milliseconds, instants on the server's clock.
 */
export function wakeTime(
  now: number,
  forMs: number,
  deadline: number | undefined,
): { readonly at: number; readonly early: boolean } | undefined {
  const wanted = now + forMs;
  const latest = deadline === undefined ? Number.POSITIVE_INFINITY : deadline - SNOOZE_MARGIN_MS;
  if (latest - now < SHORTEST_SNOOZE_MS) return undefined;
  return { at: Math.min(wanted, latest), early: latest < wanted };
}

/** Whether the gate still sleeps: its time has not come, its deadline is not near, and nothing about it has changed. */
export function isAsleep(snooze: Snooze, sight: SnoozeSight, now: number): boolean {
  const { until, urgency, deadline, digest } = snooze;
  if (now >= until || (sight.deadline !== undefined && now >= sight.deadline - SNOOZE_MARGIN_MS)) return false;
  const sameRequest = digest === undefined || sight.digest === undefined || digest === sight.digest;
  return urgency === sight.urgency && deadline === sight.deadline && sameRequest;
}
