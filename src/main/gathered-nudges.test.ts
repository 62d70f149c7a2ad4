import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Topic } from "#ipc/contract.ts";
import { createGatheredNudges } from "./gathered-nudges.ts";

const timer = {
  after: (milliseconds: number, callback: () => void) => {
    const handle = setTimeout(callback, milliseconds);
    return () => clearTimeout(handle);
  },
};

test("nudges that come together are told once each, and none is lost", async () => {
  const told: Topic[] = [];
  const nudges = createGatheredNudges(timer, (topic) => told.push(topic));
  for (let index = 0; index < 50; index += 1) nudges.push({ topic: "gates.changed" });
  nudges.push({ topic: "decisions.changed" });
  await sleep(5);
  expect(told).toEqual([{ topic: "gates.changed" }, { topic: "decisions.changed" }]);
  nudges.push({ topic: "gates.changed" });
  await sleep(60);
  expect(told).toHaveLength(3);
  nudges.stop();
});

test("a passing state waits for the next nudge, and comes by itself where there is none", async () => {
  const told: Topic[] = [];
  const nudges = createGatheredNudges(timer, (topic) => told.push(topic));
  nudges.pushPassing({ topic: "decisions.changed" });
  await sleep(40);
  expect(told).toEqual([]);
  nudges.push({ topic: "gates.changed" });
  await sleep(40);
  expect(told).toEqual([{ topic: "decisions.changed" }, { topic: "gates.changed" }]);
  nudges.pushPassing({ topic: "decisions.changed" });
  await sleep(300);
  expect(told).toHaveLength(3);
  nudges.stop();
});
