import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { GateRequest } from "./envelope.ts";
import { disagreeingTags, formatGateTags, isGateToken, MAX_TAG_LENGTH, MAX_TAGS, parseGateTags } from "./gate-tags.ts";

const runId = "run_cmwsb0oxx000cyv7dspm6qg85";

function request(part: Partial<GateRequest> = {}): GateRequest {
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: "Pay ACME GmbH",
    urgency: "high",
    requestedBy: "payout-agent",
    parameters: { payee: "ACME GmbH", amount: "1250.00", currency: "EUR" },
    parametersSchema: { type: "object" },
    editable: [],
    verdicts: ["approve", "reject"],
    money: { amount: "/amount", currency: "/currency" },
    effect: "Pays.",
    rollback: "Nothing.",
    decideBy: "2026-11-22T16:00:00Z",
    approvals: { needed: 2, step: 1, previous: [] },
    conversation: [],
    ...part,
  };
}

test("a request's tags read back as what the row needs", () => {
  const tags = formatGateTags(request(), runId);
  expect(isGateToken(tags)).toBe(true);
  expect(tags.slice(0, 2)).toEqual(["countersign", `run:${runId}`]);
  expect(parseGateTags(tags)).toEqual({
    runId,
    gate: "payout",
    kind: "payout.create",
    urgency: "high",
    decideBy: "2026-11-22T16:00:00Z",
    money: { currency: "EUR", amount: "1250.00" },
    title: "Pay ACME GmbH",
    approvals: { step: 1, needed: 2 },
  });
});

test("minimal privacy leaves title and amount out", () => {
  const said = parseGateTags(formatGateTags(request(), runId, "minimal"));
  expect([said.title, said.money]).toEqual([undefined, undefined]);
});

test("any title fits the vendor's limits and comes back whole or cut at a grapheme", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), (title) => {
      const tags = formatGateTags(request({ title }), runId);
      expect(tags.length).toBeLessThanOrEqual(MAX_TAGS);
      for (const tag of tags) {
        expect(tag.length).toBeLessThanOrEqual(MAX_TAG_LENGTH);
        expect(tag).not.toContain(",");
      }
      const read = parseGateTags(tags).title ?? "";
      expect(title.startsWith(read)).toBe(true);
      expect(disagreeingTags(tags, request({ title }), runId)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test("a tag that contradicts the request is named; one that does not parse is as good as absent", () => {
  const tags = formatGateTags(request(), runId).map((tag) => (tag.startsWith("amount:") ? "amount:EUR:1.00" : tag));
  expect(disagreeingTags([...tags, "decide-by:tomorrow"], request(), runId)).toEqual(["money"]);
});

test("a tag longer than the vendor takes is as good as absent: no row could hold it", () => {
  expect(parseGateTags(["countersign", `title:${"x".repeat(10_000)}`, `kind:${"k".repeat(200)}`])).toEqual({});
});
