import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { verifyChain } from "#core/audit-verify.ts";
import { newSigner, sampleChain, sampleExport } from "#test/fixtures/audit-samples.ts";
import { type Measurement, measured } from "./measurement.ts";

const ENTRIES = 100_000;
const LIMIT_MS = 2_000;

/** How long the proof of an audit log takes that holds a hundred thousand entries, checkpoints included. */
export function measureAudit(): Measurement[] {
  const signer = newSigner();
  const lines = sampleExport(sampleChain(ENTRIES, "bench", signer), "bench", signer);
  const startedAt = performance.now();
  const verdict = verifyChain(lines, { crypto: nodeCrypto, publicKeys: [signer.publicKey] });
  const took = performance.now() - startedAt;
  if (!verdict.ok) throw new Error(`The log that was just written does not verify: ${verdict.problems[0]?.problem}`);
  return [measured("audit log of 100,000 entries verified, ms", 0, [took], LIMIT_MS)];
}
