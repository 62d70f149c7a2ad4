import type { ApiClient } from "@trigger.dev/core/v3";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf } from "#core/digest.ts";
import type { GateRequest } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import { controlSandbox } from "#test/sandbox/control.ts";
import type { StartedSandbox } from "#test/sandbox/start-sandbox.ts";

/** A sound request; what a test is about comes as a part. */
export function request(part: Partial<GateRequest> = {}): GateRequest {
  return {
    gate: "payout",
    round: 1,
    kind: "payout.create",
    title: "Pay ACME GmbH",
    urgency: "normal",
    requestedBy: "payout-agent",
    parameters: { payee: "ACME GmbH", amount: "1250.00", currency: "EUR" },
    parametersSchema: { type: "object", properties: { amount: { type: "string" } } },
    editable: ["/amount"],
    verdicts: ["approve", "reject"],
    money: { amount: "/amount", currency: "/currency", payee: "/payee" },
    effect: "Inserts one row.",
    rollback: "Nothing was written.",
    approvals: { needed: 1, step: 1, previous: [] },
    conversation: [],
    ...part,
  };
}

/** Writes one waiting gate into the sandbox, believed by that operator. */
export async function writeGate(
  sandbox: StartedSandbox,
  keyId: string,
  part: Partial<GateRequest> = {},
  timeout = "10m",
): Promise<{ tokenId: TokenId; runId: string }> {
  const [gate] = await controlSandbox(sandbox.ready()).writeExactGates([
    { request: request(part), timeout, accepts: [keyId] },
  ]);
  if (gate === undefined) throw new Error("The sandbox wrote no gate.");
  return gate;
}

/** Replaces what a run's metadata says of its gate. */
export async function rewriteEnvelope(
  api: ApiClient,
  gate: { tokenId: string; runId: string },
  envelope: unknown,
): Promise<void> {
  const value = { version: 1, gates: { [gate.tokenId]: envelope } };
  await api.updateRunMetadata(gate.runId, {
    operations: [{ type: "set", key: "countersign", value: JSON.parse(JSON.stringify(value)) }],
  });
}

export function envelope(keyId: string, asked: GateRequest) {
  return { digest: digestOf(asked, nodeCrypto), accepts: [keyId], request: asked };
}
