import { expect, test } from "vitest";
import type { Alert } from "#core/alert.ts";
import { defaultPreferences, type Preferences } from "#ipc/preferences.ts";
import { createAlertDesk } from "./alert-desk.ts";
import type { DoNotDisturb } from "./do-not-disturb.ts";
import { createWords } from "./words.ts";

const NOON = new Date(2026, 10, 25, 12, 0).getTime();
const HOUR = 60 * 60_000;
const night = { on: true, from: "18:00", to: "08:00", days: [0, 1, 2, 3, 4, 5, 6] };

/** A desk whose time is moved by hand; `said` holds what reached the screen, as title and body. */
function openDesk(chosen: Partial<Preferences["alerts"]> = {}, at = NOON) {
  let now = at;
  let disturb: DoNotDisturb = "off";
  let isInFront = false;
  let alerts = { ...defaultPreferences.alerts, ...chosen };
  let asked = 0;
  const timers: { at: number; callback: () => void }[] = [];
  const said: string[] = [];
  const withdrawn: string[] = [];
  const desk = createAlertDesk({
    clock: { now: () => now, monotonic: () => now },
    timer: {
      after: (milliseconds, callback) => {
        const one = { at: now + milliseconds, callback };
        timers.push(one);
        return () => void (timers.includes(one) && timers.splice(timers.indexOf(one), 1));
      },
    },
    words: createWords(() => ({ tag: "en-GB", language: "en" })),
    preferences: () => alerts,
    doNotDisturb: async () => {
      asked += 1;
      return disturb;
    },
    isInFront: () => isInFront,
    say: ({ title, body }) => said.push(`${title}: ${body}`),
    withdraw: (tokenIds) => withdrawn.push(...tokenIds),
    complain: (error) => {
      throw error;
    },
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    said,
    withdrawn,
    desk,
    timers,
    asked: () => asked,
    tell: async (...told: Partial<Alert>[]): Promise<void> => {
      for (const part of told)
        desk.notify({ kind: "new", tokenId: "waitpoint_aaaaaaaaaaaa", urgency: "normal", gate: "payout", ...part });
      await settle();
    },
    pass: async (milliseconds: number): Promise<void> => {
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers.splice(timers.indexOf(due), 1);
        now = Math.max(now, due.at);
        due.callback();
        await settle();
      }
      now = end;
    },
    change: async (part: Partial<Preferences["alerts"]>): Promise<void> => {
      alerts = { ...alerts, ...part };
      desk.reconsider();
      await settle();
    },
    system: (state: DoNotDisturb) => (disturb = state),
    look: () => (isInFront = true),
  };
}

const two = { tokenId: "waitpoint_bbbbbbbbbbbb" };

test("with nothing in the way an alert is told at once", async () => {
  const { said, tell } = openDesk();
  await tell({});
  expect(said).toEqual(["Gate waiting: payout asks for your decision."]);
});

test("quiet hours hold back what can wait, let a critical gate through, and end with one notice", async () => {
  const { said, tell, pass } = openDesk({ quietHours: night }, NOON + 10 * HOUR);
  await tell({ remaining: 72 * HOUR }, two, { tokenId: "waitpoint_cccccccccccc", urgency: "critical" });
  expect(said).toEqual(["Critical gate waiting: payout asks for your decision."]);
  await pass(9.9 * HOUR);
  expect(said).toHaveLength(1);
  await pass(0.2 * HOUR);
  expect(said.slice(1)).toEqual(["While it was quiet: 2 gates opened. Open Countersign to see them."]);
  await pass(20 * HOUR);
  expect(said).toHaveLength(2);
});

test("a deadline inside the quiet hours rings", async () => {
  const { said, tell } = openDesk({ quietHours: night }, NOON + 10 * HOUR);
  await tell({ remaining: 9 * HOUR }, { ...two, kind: "deadline", remaining: 5 * 60_000 });
  expect(said).toEqual([
    "Gate waiting: payout asks for your decision.",
    "5 minutes left to decide: payout still waits for you.",
  ]);
});

test("a mute holds back even a critical gate; ending it tells what was held back", async () => {
  const { said, tell, change } = openDesk({ mutedUntil: NOON + HOUR });
  await tell({ urgency: "critical" });
  expect(said).toEqual([]);
  await change({ mutedUntil: 0 });
  expect(said).toEqual(["While it was quiet: 1 gate opened, 1 of them critical. Open Countersign to see them."]);
});

test("a mute that ends in the quiet hours goes on being quiet", async () => {
  const { said, tell, pass } = openDesk({ mutedUntil: NOON + 7 * HOUR, quietHours: night }, NOON + 5.5 * HOUR);
  await tell({});
  await pass(3 * HOUR);
  expect(said).toEqual([]);
  await pass(12 * HOUR);
  expect(said).toHaveLength(1);
});

test("what was held back and is settled meanwhile is never told", async () => {
  const { said, withdrawn, tell, desk, pass } = openDesk({ mutedUntil: NOON + HOUR });
  await tell({}, two);
  desk.withdraw(["waitpoint_aaaaaaaaaaaa"]);
  await pass(2 * HOUR);
  expect(said).toEqual(["While it was quiet: 1 gate opened. Open Countersign to see them."]);
  expect(withdrawn).toEqual(["waitpoint_aaaaaaaaaaaa"]);
});

test("the system's do-not-disturb is respected, and asked again only while something waits for its end", async () => {
  const { said, tell, pass, system, asked, timers } = openDesk();
  system("on");
  await tell({}, two, { ...two, kind: "deadline", remaining: 60_000 });
  expect(said).toEqual(["1 minute left to decide: payout still waits for you."]);
  expect(asked()).toBe(1);
  await pass(60_000);
  expect(asked()).toBe(2);
  system("off");
  await pass(60_000);
  expect(said.at(-1)).toBe("While it was quiet: 1 gate opened. Open Countersign to see them.");
  expect([asked(), timers.length]).toEqual([3, 0]);
});

test("where the system cannot be read, everything is handed over to it", async () => {
  const { said, tell, system } = openDesk();
  system("unreadable");
  await tell({});
  expect(said).toHaveLength(1);
});

test("who looks at the window is not told of what appears there, except of a critical gate and of deadlines", async () => {
  const { said, tell, look } = openDesk();
  look();
  await tell({}, { urgency: "critical" }, { kind: "deadline", remaining: 60_000 });
  expect(said.map((one) => one.split(":")[0])).toEqual(["Critical gate waiting", "1 minute left to decide"]);
});

test("however many gates are held back, one timer waits", async () => {
  const { timers, tell, asked } = openDesk({ mutedUntil: NOON + HOUR });
  await tell(...Array.from({ length: 1_000 }, (_, index) => ({ tokenId: `waitpoint_${index}` })));
  expect([timers.length, asked()]).toEqual([1, 0]);
});
