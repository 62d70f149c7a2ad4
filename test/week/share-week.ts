/** How many gates, or requests, each part of the week gets. */
export interface WeekShares {
  readonly monday: number;
  /** Requests: each opens a gate that is orphaned, and is asked again. */
  readonly orphaned: number;
  readonly wednesday: number;
  readonly thursday: number;
  readonly night: number;
  readonly tooLate: number;
  readonly leftAlone: number;
  /** Requests: each opens one gate, or two where the decision that does not count has landed. */
  readonly revoked: number;
}

/** With fewer, a day of the week has nothing to do. */
export const FEWEST_GATES = 30;

/** Divides the gates among the days; Monday gets what the others leave, less one for Sunday at least. */
export function shareWeek(gates: number): WeekShares {
  const share = (part: number): number => Math.max(2, Math.round(gates * part));
  const others = {
    // One for each environment at least.
    orphaned: Math.max(3, share(0.09)),
    wednesday: share(0.14),
    thursday: share(0.08),
    night: share(0.1),
    tooLate: share(0.02),
    leftAlone: share(0.03),
    revoked: 3,
  };
  const { orphaned, wednesday, thursday, night, tooLate, leftAlone, revoked } = others;
  const most = 2 * orphaned + wednesday + thursday + night + tooLate + leftAlone + 2 * revoked;
  return { ...others, monday: gates - most - 1 };
}
