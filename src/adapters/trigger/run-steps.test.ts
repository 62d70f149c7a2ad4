import { expect, test } from "vitest";
import { sampleNode as node, TRACE_AT as AT } from "#test/fixtures/sample-trace.ts";
import { readRunSteps } from "./run-steps.ts";

test("spans and log records become steps, each before the ones below it, with their times", () => {
  const trace = node("payout-agent", { isPartial: true }, [
    node("Attempt 1", { after: 1, isError: true, duration: 90_500_000 }, [
      node("read invoice", { after: 2, duration: 40_000_000 }),
      node("a", { after: 10, level: "INFO", message: "Reading the invoice." }),
    ]),
    node("wait.forToken()", { after: 50, isCancelled: true, duration: 5_000_000 }),
  ]);
  expect(readRunSteps(trace)).toEqual({
    leftOut: 0,
    steps: [
      { id: "payout-agent", depth: 0, name: "payout-agent", at: AT, state: "going-on" },
      { id: "Attempt 1", depth: 1, name: "Attempt 1", at: AT + 1, durationMs: 90.5, state: "failed" },
      { id: "read invoice", depth: 2, name: "read invoice", at: AT + 2, durationMs: 40, state: "done" },
      { id: "a", depth: 2, name: "Reading the invoice.", at: AT + 10, state: "record" },
      { id: "wait.forToken()", depth: 1, name: "wait.forToken()", at: AT + 50, durationMs: 5, state: "cancelled" },
    ],
  });
});

test("a credential in the name of a step is removed", () => {
  const [step] = readRunSteps(node("root", { message: "POST /callback/0123456789abcdef0123456789abcdef" })).steps;
  expect(step?.name).toBe("POST /callback/[removed]");
});

test("where there is no room for every step, the log records go first", () => {
  const records = Array.from({ length: 1_999 }, (_, index) => node(`record ${index}`, { level: "INFO" }));
  const { steps, leftOut } = readRunSteps(node("root", {}, [...records, node("last span", {})]));
  expect([steps.map(({ id }) => id), leftOut]).toEqual([["root", "last span"], 1_999]);
  const spans = Array.from({ length: 2_500 }, (_, index) => node(`span ${index}`, {}));
  const many = readRunSteps(node("root", {}, spans));
  expect([many.steps.length, many.leftOut]).toEqual([2_000, 501]);
});

test("a trace nested deeper than the stack is read", () => {
  let trace = node("deepest", {});
  for (let depth = 1; depth <= 50_000; depth += 1) trace = node(`${depth}`, {}, [trace]);
  expect(readRunSteps(trace).leftOut).toBe(48_001);
});
