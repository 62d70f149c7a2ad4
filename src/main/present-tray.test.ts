import { expect, test } from "vitest";
import { presentTray } from "./present-tray.ts";

test("an empty queue is idle, one that is not says how many wait", () => {
  expect([0, 1, 12].map((waiting) => presentTray({ waiting, urgent: false, connection: "online" }))).toEqual([
    { icon: "idle", tooltip: "Countersign: nothing waits for you", waitingLabel: "nothing waits for you" },
    { icon: "waiting", tooltip: "Countersign: 1 gate waits for you", waitingLabel: "1 gate waits for you" },
    { icon: "waiting", tooltip: "Countersign: 12 gates wait for you", waitingLabel: "12 gates wait for you" },
  ]);
});

test("a queue that may be incomplete never looks like an empty one", () => {
  expect(presentTray({ waiting: 0, urgent: false, connection: "offline" }).icon).toBe("offline");
  expect(presentTray({ waiting: 0, urgent: false, connection: "key-needed" }).icon).toBe("error");
});

test("an urgent gate colours the tray while the connection holds", () => {
  expect(presentTray({ waiting: 2, urgent: true, connection: "online" }).icon).toBe("urgent");
});
