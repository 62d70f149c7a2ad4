/** The effective deadline, milliseconds of server time: `decideBy` where it is sooner, else the token's own timeout. */
export function effectiveDeadline(decideBy: string | undefined, timeoutAt: number | undefined): number | undefined {
  if (decideBy === undefined) return timeoutAt;
  const asked = Date.parse(decideBy);
  return timeoutAt === undefined ? asked : Math.min(asked, timeoutAt);
}
