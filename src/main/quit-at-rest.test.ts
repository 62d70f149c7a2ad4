import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { quitAtRest } from "./quit-at-rest.ts";

test("what runs is stopped once, and the app quits in a turn of its own", async () => {
  const events = new EventEmitter();
  const happened: string[] = [];
  const willQuit = () => {
    let isPrevented = false;
    events.emit("will-quit", { preventDefault: () => (isPrevented = true) });
    happened.push(isPrevented ? "held back" : "quits");
  };
  const app = { on: (name: string, listener: () => void) => events.on(name, listener), quit: willQuit };
  quitAtRest(app as unknown as Parameters<typeof quitAtRest>[0], () => happened.push("stopped"));

  willQuit();
  expect(happened).toEqual(["stopped", "held back"]);
  await sleep(20);
  expect(happened).toEqual(["stopped", "held back", "quits"]);
});
