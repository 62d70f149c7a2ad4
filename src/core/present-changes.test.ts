import { expect, test } from "vitest";
import type { GateRequest } from "./envelope.ts";
import { presentChanges } from "./present-changes.ts";

const request: GateRequest = {
  gate: "payout",
  round: 1,
  kind: "payout.create",
  title: "Pay ACME GmbH",
  urgency: "normal",
  requestedBy: "payout-agent",
  parameters: { amount: "1250.00", lines: [{ text: "a" }] },
  parametersSchema: {},
  editable: ["/amount"],
  verdicts: ["approve", "reject"],
  effect: "Pays.",
  rollback: "Nothing.",
  approvals: { needed: 1, step: 1, previous: [] },
  conversation: [],
};

test("equal requests have no changes", () => {
  expect(presentChanges(request, structuredClone(request))).toEqual([]);
});

test("each changed, added and removed leaf is named with both sides", () => {
  const later = {
    ...request,
    parameters: { amount: "12500.00", lines: [{ text: "a" }, { text: "b" }], "a/b": true },
    editable: [],
  };
  expect(presentChanges(request, later)).toEqual([
    { path: "/parameters/amount", before: "1250.00", after: "12500.00" },
    { path: "/editable/0", before: "/amount", after: undefined },
    { path: "/parameters/lines/1/text", before: undefined, after: "b" },
    { path: "/parameters/a~1b", before: undefined, after: "true" },
    { path: "/editable", before: undefined, after: "[]" },
  ]);
});
