import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import type { Signer } from "#core/crypto.ts";
import { type Decision, signDecision } from "#core/decision.ts";
import { digestOf } from "#core/digest.ts";
import { applyEdits, type Edit } from "#core/edits.ts";
import type { GateRequest } from "#core/envelope.ts";
import { keyIdOf, type Operator } from "#core/operators.ts";

/** Somebody with a real key, as the console would have made it. */
export interface TestOperator {
  readonly signer: Signer;
  readonly listed: Operator;
}

export function createOperator(person: string, listed: Partial<Operator> = {}): TestOperator {
  const signer = createSigner(generateSignerPem());
  const keyId = keyIdOf(signer.publicKey, nodeCrypto);
  return { signer, listed: { keyId, person, name: `Operator ${person}`, publicKey: signer.publicKey, ...listed } };
}

/** The gate as an operator sees it. */
export interface SeenGate {
  readonly tokenId: string;
  readonly runId: string;
  readonly digest: string;
  readonly accepts: readonly string[];
  readonly request: GateRequest;
}

export interface Choice {
  readonly verdict: "approve" | "reject" | "respond";
  readonly edits?: readonly Edit[];
  readonly comment?: string;
}

/** Signs what the console would sign; `changes` makes it wrong in a chosen way before it is signed. */
export function decide(
  operator: TestOperator,
  gate: SeenGate,
  choice: Choice,
  changes: Readonly<Record<string, unknown>> = {},
): Decision {
  const edits = [...(choice.edits ?? [])];
  const common = {
    version: 1 as const,
    decisionId: crypto.randomUUID(),
    tokenId: gate.tokenId,
    runId: gate.runId,
    requestDigest: gate.digest,
    decidedAt: "2026-11-22T12:00:00.000Z",
    operator: { name: operator.listed.name, keyId: operator.listed.keyId },
    auditHead: `sha256-${"0".repeat(64)}`,
  };
  const comment = choice.comment === undefined ? {} : { comment: choice.comment };
  if (choice.verdict !== "approve")
    return signDecision(
      { ...common, verdict: choice.verdict, comment: choice.comment ?? "because", ...changes },
      operator.signer,
    );
  const edited = applyEdits(
    gate.request.parameters,
    edits,
    edits.map(({ path }) => path),
  );
  const parametersDigest = digestOf(edited, nodeCrypto);
  return signDecision(
    { ...common, verdict: "approve", edits, parametersDigest, ...comment, ...changes },
    operator.signer,
  );
}
