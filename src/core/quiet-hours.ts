import { z } from "zod";

const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u, "is no time like 18:30");

/** Hours in which only what cannot wait is told. They begin on the named days (0 is Sunday) and may pass midnight. */
export const QuietHours = z.strictObject({
  on: z.boolean(),
  from: TimeOfDay,
  /** The same as `from` is a whole day. */
  to: TimeOfDay,
  days: z.array(z.int().min(0).max(6)).max(7),
});
export type QuietHours = z.infer<typeof QuietHours>;

/**
 * When the quiet hours that hold this instant end, milliseconds since 1970; undefined outside of them. Both times are
 * those of this computer's place, summer time included.
 */
export function quietUntil(quiet: QuietHours, now: number): number | undefined {
  if (!quiet.on) return undefined;
  // A window that began today, or one of yesterday that passes midnight.
  for (const daysAgo of [0, 1]) {
    const day = new Date(now);
    const start = timeOn(day, quiet.from, -daysAgo);
    const end = timeOn(day, quiet.to, quiet.to > quiet.from ? -daysAgo : 1 - daysAgo);
    if (quiet.days.includes(start.getDay()) && now >= start.getTime() && now < end.getTime()) return end.getTime();
  }
  return undefined;
}

function timeOn(day: Date, time: string, offsetDays: number): Date {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + offsetDays, hours, minutes);
}
