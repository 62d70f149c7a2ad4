import type { ApiClient } from "@trigger.dev/core/v3";
import { randomUUID } from "node:crypto";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { signDecision } from "#core/decision.ts";
import { digestOf } from "#core/digest.ts";
import { keyIdOf, type Operator } from "#core/operators.ts";
import type { OpenGate } from "./open-gates.ts";

/** Another operator, whom the tasks believe as well, on another computer with a network of its own. */
export interface Rival {
  readonly operator: Operator;
  /** Approves the gate as it stands; of no consequence where it was settled before. */
  approve(gate: OpenGate): Promise<void>;
}

export function createRival(server: ApiClient): Rival {
  const signer = createSigner(generateSignerPem());
  const keyId = keyIdOf(signer.publicKey, nodeCrypto);
  const operator: Operator = { keyId, person: "Grace", name: "Grace", publicKey: signer.publicKey };
  return {
    operator,
    approve: async ({ tokenId, runId, envelope }) => {
      const decision = signDecision(
        {
          version: 1,
          decisionId: randomUUID(),
          tokenId,
          runId,
          requestDigest: envelope.digest,
          verdict: "approve",
          edits: [],
          parametersDigest: digestOf(envelope.request.parameters, nodeCrypto),
          decidedAt: new Date().toISOString(),
          operator: { name: operator.name, keyId },
          auditHead: digestOf({ of: "another device" }, nodeCrypto),
        },
        signer,
      );
      await server.completeWaitpointToken(tokenId, { data: decision });
    },
  };
}
