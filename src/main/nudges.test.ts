import { expect, test } from "vitest";
import type { Topic } from "#ipc/contract.ts";
import { createNudges } from "./nudges.ts";

test("a card chosen before the page listens is told once it does, everything else is left out", () => {
  const sent: Topic[] = [];
  const nudges = createNudges((topic) => sent.push(topic));
  nudges.push({ topic: "gate.selected", tokenId: "waitpoint_aaaaaaaaaa" });
  nudges.push({ topic: "gates.changed" });
  nudges.push({ topic: "gate.selected", tokenId: "waitpoint_bbbbbbbbbb" });
  expect(sent).toEqual([]);

  nudges.pageListens();
  nudges.pageListens();
  expect(sent).toEqual([{ topic: "gate.selected", tokenId: "waitpoint_bbbbbbbbbb" }]);
});

test("a page that listens hears everything as it comes", () => {
  const sent: Topic[] = [];
  const nudges = createNudges((topic) => sent.push(topic));
  nudges.pageListens();
  nudges.push({ topic: "gates.changed" });
  nudges.push({ topic: "decisions.changed" });
  expect(sent).toEqual([{ topic: "gates.changed" }, { topic: "decisions.changed" }]);
});
