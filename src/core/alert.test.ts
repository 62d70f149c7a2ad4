import { expect, test } from "vitest";
import { type Alert, breaksThrough, type Hush, isUrgent } from "./alert.ts";

const HOUR = 60 * 60_000;
const plain: Alert = { kind: "new", tokenId: "waitpoint_aaaaaaaaaaaa", urgency: "normal", remaining: 20 * HOUR };
const night: Hush = { reason: "quiet-hours", left: 10 * HOUR };

test("quiet hours let through what is critical, and what could not be decided after them", () => {
  expect(breaksThrough(plain, night)).toBe(false);
  expect(breaksThrough({ ...plain, urgency: "high" }, night)).toBe(false);
  expect(breaksThrough({ ...plain, urgency: "critical" }, night)).toBe(true);
  expect(breaksThrough({ ...plain, remaining: 9 * HOUR }, night)).toBe(true);
  expect(breaksThrough({ ...plain, kind: "deadline", remaining: 60_000 }, night)).toBe(true);
  const { remaining: _, ...endless } = plain;
  expect(breaksThrough(endless, night)).toBe(false);
});

test("what is over waits for the end of the quiet, critical or not", () => {
  expect(breaksThrough({ ...plain, kind: "expired", urgency: "critical", remaining: -1 }, night)).toBe(false);
  expect(breaksThrough({ ...plain, kind: "late", urgency: "critical", remaining: -1 }, night)).toBe(false);
});

test("a mute by hand lets nothing through", () => {
  const muted: Hush = { reason: "muted", left: HOUR };
  expect(breaksThrough({ ...plain, urgency: "critical", remaining: 60_000 }, muted)).toBe(false);
});

test("the system's do-not-disturb lets through what is critical or due within a quarter of an hour", () => {
  const disturb: Hush = { reason: "do-not-disturb" };
  expect(breaksThrough({ ...plain, urgency: "critical" }, disturb)).toBe(true);
  expect(breaksThrough({ ...plain, remaining: 15 * 60_000 }, disturb)).toBe(true);
  expect(breaksThrough({ ...plain, remaining: HOUR }, disturb)).toBe(false);
});

test("a reminder, a parked decision and a late one are urgent; of new gates, those that say so; a gate that is over is not", () => {
  const urgent = (part: Partial<Alert>) => isUrgent({ ...plain, ...part });
  expect([urgent({ kind: "deadline" }), urgent({ kind: "parked" }), urgent({ kind: "late" })]).toEqual([
    true,
    true,
    true,
  ]);
  expect([urgent({}), urgent({ urgency: "high" }), urgent({ urgency: "critical" })]).toEqual([false, true, true]);
  expect(urgent({ kind: "expired", urgency: "critical" })).toBe(false);
});
