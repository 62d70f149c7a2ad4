import { expect, test } from "vitest";
import { z } from "zod";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf } from "#core/digest.ts";
import { Envelope, MAX_REQUEST_BYTES } from "#core/envelope.ts";
import { disagreeingTags, formatGateTags } from "#core/gate-tags.ts";
import { utf8Bytes } from "#core/decision.ts";
import { canonicalJson } from "#core/canonical.ts";
import type { ApprovalOptions } from "./approval-options.ts";
import { buildRequest } from "./build-request.ts";
import { firstQuestion } from "./gate-question.ts";

const RUN = "run_testtesttest";
const schema = z.strictObject({ payee: z.string(), amount: z.string(), currency: z.string(), note: z.string() });

function build(changes: Partial<ApprovalOptions<typeof schema>> = {}) {
  const options: ApprovalOptions<typeof schema> = {
    ctx: { run: { id: RUN }, task: { id: "test" }, attempt: { number: 1 }, environment: { type: "PRODUCTION" } },
    gate: "payout",
    kind: "payout.create",
    title: "Pay, 100 % of it",
    parameters: { payee: "ACME GmbH", amount: "1250.00", currency: "EUR", note: "" },
    schema,
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    effect: "Writes a row.",
    rollback: "Nothing was written.",
    timeout: "10m",
    operators: [],
    ...changes,
  };
  return buildRequest(options, firstQuestion(options), RUN, nodeCrypto);
}

test("the request fits the contract, its digest covers it, and its tags agree with it", () => {
  const { request, digest, payload } = build();
  expect(Envelope.parse({ digest, accepts: [], request }).request).toEqual(request);
  expect(digest).toBe(digestOf(request, nodeCrypto));
  const tags = formatGateTags(request, RUN);
  expect(tags.length).toBeLessThanOrEqual(10);
  expect(disagreeingTags(tags, request, RUN)).toEqual([]);
  expect(payload).toBeUndefined();
});

test("the schema travels as JSON Schema, and nobody may ask where the task does not answer", () => {
  const { request } = build();
  expect(request.parametersSchema).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    additionalProperties: false,
  });
  expect(request.verdicts).toEqual(["approve", "reject"]);
});

test("a request above 16 KiB travels as a reference with the whole request's digest, its money still in the envelope", () => {
  const parameters = { payee: "ACME GmbH", amount: "1250.00", currency: "EUR", note: "ü".repeat(9_000) };
  const { request, payload } = build({ parameters });
  expect(request.parameters).toEqual({ payee: "ACME GmbH", amount: "1250.00", currency: "EUR" });
  expect(utf8Bytes(canonicalJson(request))).toBeLessThan(MAX_REQUEST_BYTES);
  expect(request.payload).toMatchObject({ ref: payload?.ref, bytes: payload?.bytes, digest: payload?.digest });
  const whole: unknown = JSON.parse(payload?.text ?? "");
  expect(whole).toMatchObject({ parameters });
  expect(digestOf(whole, nodeCrypto)).toBe(payload?.digest);
  expect(utf8Bytes(payload?.text ?? "")).toBe(payload?.bytes);
  expect(disagreeingTags(formatGateTags(request, RUN), request, RUN)).toEqual([]);
});

test("the same question has the same digest and the same place for its payload", () => {
  const parameters = { payee: "ACME GmbH", amount: "1250.00", currency: "EUR", note: "x".repeat(20_000) };
  expect(build({ parameters })).toEqual(build({ parameters }));
});

test.each<[string, Partial<ApprovalOptions<typeof schema>>]>([
  ["a gate's name with spaces", { gate: "my gate" }],
  ["a title beyond 300 characters", { title: "x".repeat(301) }],
  ["a kind that is not dotted words", { kind: "Payout!" }],
  ["a path that is no JSON Pointer", { editable: ["amount"] }],
  ["no approvals at all", { approvals: 0 }],
  ["a deadline that is no UTC instant", { decideBy: "tomorrow" }],
])("%s is refused with what to mend", (_, changes) => {
  expect(() => build(changes)).toThrow(/GateOptionsError/u);
});
