import type { ApiClient } from "@trigger.dev/core/v3";
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuidV7 } from "uuid";
import { createSigner, generateSignerPem, nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import type { Signer } from "#core/crypto.ts";
import { signDecision } from "#core/decision.ts";
import { Envelope, EnvelopeSet } from "#core/envelope.ts";
import { parseGateTags } from "#core/gate-tags.ts";
import { keyIdOf, Operators } from "#core/operators.ts";

const FRAME_MS = 1_000 / 60;
/** As long as an operator reads a card, so that one decision's run does not run into the next one's time. */
const BETWEEN_MS = 1_200;

/** A second operator, without a console: what the task believes of the first it believes of this one. */
export async function listFloorOperator(operatorsFile: string): Promise<Signer> {
  const signer = createSigner(generateSignerPem());
  const keyId = keyIdOf(signer.publicKey, nodeCrypto);
  const listed = Operators.parse(JSON.parse(await readFile(operatorsFile, "utf8")));
  const floor = { keyId, person: "floor", name: "Floor", publicKey: signer.publicKey };
  await writeFile(operatorsFile, JSON.stringify([...listed, floor]));
  return signer;
}

/**
 * What the same calls cost without a console, on runs of the same kind: re-validate (token and run, together), complete with
 * a signed rejection, read back; from plain Node over the same SDK client, plus one frame. Milliseconds.
 */
export async function measureFloor(client: ApiClient, signer: Signer, titles: readonly string[]): Promise<number[]> {
  const samples: number[] = [];
  for (const title of titles) {
    const { tokenId, runId } = await findGate(client, title);
    await sleep(BETWEEN_MS);
    const startedAt = performance.now();
    const [, run] = await Promise.all([client.retrieveWaitpointToken(tokenId), client.retrieveRun(runId)]);
    const data = reject(signer, tokenId, runId, run.metadata?.["countersign"]);
    await client.completeWaitpointToken(tokenId, { data });
    await client.retrieveWaitpointToken(tokenId);
    samples.push(performance.now() - startedAt + FRAME_MS);
  }
  return samples;
}

async function findGate(client: ApiClient, title: string): Promise<{ tokenId: string; runId: string }> {
  for await (const token of client.listWaitpointTokens({ status: "WAITING", limit: 100 })) {
    const tags = parseGateTags(token.tags);
    if (tags.title === title && tags.runId !== undefined) return { tokenId: token.id, runId: tags.runId };
  }
  throw new Error(`No gate waits under the title "${title}".`);
}

function reject(signer: Signer, tokenId: string, runId: string, metadata: unknown) {
  const { digest } = Envelope.parse(EnvelopeSet.parse(metadata).gates[tokenId]);
  const now = Date.now();
  return signDecision(
    {
      version: 1,
      decisionId: uuidV7({ msecs: now }),
      tokenId,
      runId,
      requestDigest: digest,
      verdict: "reject",
      comment: "Measured, not paid.",
      decidedAt: new Date(now).toISOString(),
      operator: { name: "Floor", keyId: keyIdOf(signer.publicKey, nodeCrypto) },
      auditHead: digest,
    },
    signer,
  );
}
