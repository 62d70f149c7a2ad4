const MINUTE = 60_000;

/** How long before the deadline a person is reminded, milliseconds. */
const STEPS = [15 * MINUTE, 5 * MINUTE, MINUTE] as const;

/** A decision that somebody else took in the last moment shows within this; only then is nobody said to have decided. */
const EXPIRY_SETTLES_MS = 15_000;

/** What the clock has to say about a gate, at that instant of server time. */
export interface Reminder {
  readonly kind: "deadline" | "expired";
  readonly at: number;
}

/**
 * The reminders of one gate, in the order of time: 15, 5 and 1 minutes before the deadline as far as they leave at least
 * half of its time before them, one at the last tenth where it is too short for any, and one once it is past.
 */
export function remindersOf(createdAt: number, deadline: number): Reminder[] {
  const length = Math.max(0, deadline - createdAt);
  const fitting = STEPS.filter((step) => step <= length / 2);
  const before = fitting.length > 0 ? fitting : [length / 10];
  return [
    ...before.map((step) => ({ kind: "deadline" as const, at: deadline - step })),
    { kind: "expired", at: deadline + EXPIRY_SETTLES_MS },
  ];
}

/** The newest reminder in `(after, now]`: of several that were missed, a person needs only the last. */
export function latestDue(reminders: readonly Reminder[], after: number, now: number): Reminder | undefined {
  return reminders.findLast(({ at }) => at > after && at <= now);
}

/** The next reminder after that instant. */
export function nextReminder(reminders: readonly Reminder[], after: number): Reminder | undefined {
  return reminders.find(({ at }) => at > after);
}
