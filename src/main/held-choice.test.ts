import { expect, test } from "vitest";
import type { Topic } from "#ipc/contract.ts";
import { createHeldChoice } from "./held-choice.ts";

test("a card chosen before the page listens is told once it does, everything else is left out", () => {
  const sent: Topic[] = [];
  const held = createHeldChoice((topic) => sent.push(topic));
  held.push({ topic: "gate.selected", tokenId: "waitpoint_aaaaaaaaaa" });
  held.push({ topic: "gates.changed" });
  held.push({ topic: "gate.selected", tokenId: "waitpoint_bbbbbbbbbb" });
  expect(sent).toEqual([]);

  held.pageListens();
  held.pageListens();
  expect(sent).toEqual([{ topic: "gate.selected", tokenId: "waitpoint_bbbbbbbbbb" }]);
});

test("a page that listens hears everything as it comes", () => {
  const sent: Topic[] = [];
  const held = createHeldChoice((topic) => sent.push(topic));
  held.pageListens();
  held.push({ topic: "gates.changed" });
  held.push({ topic: "decisions.changed" });
  expect(sent).toEqual([{ topic: "gates.changed" }, { topic: "decisions.changed" }]);
});
