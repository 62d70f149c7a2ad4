/** Monday midnight, where this computer is, of the week so many weeks before the one that holds this instant. */
export function weekStart(now: number, weeksAgo: number): number {
  const date = new Date(now);
  date.setHours(0, 0, 0, 0);
  const sinceMonday = (date.getDay() + 6) % 7;
  // By the calendar and not by adding milliseconds: two weeks of a year are an hour longer or shorter.
  date.setDate(date.getDate() - sinceMonday - 7 * weeksAgo);
  return date.getTime();
}
