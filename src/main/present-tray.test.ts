import { expect, test } from "vitest";
import { presentTray, type TrayMenuItem, type TrayState } from "./present-tray.ts";
import { createWords } from "./words.ts";

const NOW = new Date(2026, 10, 25, 14, 0).getTime();
const TOMORROW = new Date(2026, 10, 26, 8, 0).getTime();
const calm: TrayState = { waiting: 2, urgent: false, connection: "online", mutedUntil: undefined };

const view = (part: Partial<TrayState>, language: "en" | "de" = "en") =>
  presentTray(
    createWords(() => ({ tag: language === "en" ? "en-GB" : "de-DE", language })),
    { ...calm, ...part },
    NOW,
    TOMORROW,
  );
const labels = (items: readonly TrayMenuItem[]): string[] =>
  items.flatMap((item) => {
    if (item.kind === "line") return [];
    return item.kind === "submenu" ? [item.label, ...labels(item.items)] : [item.label];
  });

test("an empty queue is idle, one that is not says how many wait", () => {
  expect([0, 1, 12].map((waiting) => [view({ waiting }).icon, view({ waiting }).tooltip])).toEqual([
    ["idle", "Countersign: nothing waits for you"],
    ["waiting", "Countersign: 1 gate waits for you"],
    ["waiting", "Countersign: 12 gates wait for you"],
  ]);
});

test("a queue that may be incomplete never looks like an empty one", () => {
  expect(view({ waiting: 0, connection: "offline" }).icon).toBe("offline");
  expect(view({ waiting: 0, connection: "key-needed" }).icon).toBe("error");
});

test("an urgent gate colours the tray while the connection holds", () => {
  expect(view({ urgent: true }).icon).toBe("urgent");
  expect(view({ urgent: true, connection: "offline" }).icon).toBe("offline");
});

test("the menu opens, looks, mutes and quits, in the operator's language", () => {
  expect(labels(view({}).menu)).toEqual([
    "2 gates wait for you",
    "Open Countersign",
    "Check now",
    "Mute notifications",
    "For an hour",
    "Until tomorrow, 08:00",
    "Quit",
  ]);
  expect(labels(view({}, "de").menu)).toEqual([
    "2 Freigaben warten auf Sie",
    "Countersign öffnen",
    "Jetzt nachsehen",
    "Benachrichtigungen stummschalten",
    "Für eine Stunde",
    "Bis morgen, 08:00",
    "Beenden",
  ]);
});

test("while muted the tray says until when, and offers to end it", () => {
  const muted = view({ mutedUntil: TOMORROW });
  expect(muted.tooltip).toBe("Countersign: 2 gates wait for you, muted until Thursday 08:00");
  expect(labels(muted.menu)).toContain("Notify again (muted until Thursday 08:00)");
  expect(labels(muted.menu)).not.toContain("Mute notifications");
});
