import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { verifyChain } from "#core/audit-verify.ts";
import { newSigner, sampleChain, sampleExport } from "#test/fixtures/audit-samples.ts";
import { percentile } from "#test/mainjob/percentile.ts";
import { type Measurement, measured } from "./measurement.ts";

const ENTRIES = 100_000;
const LIMIT_MS = 2_000;
/** A state, of which one look would tell what else the machine did: the median of so many. */
const ROUNDS = 5;

/** How long the proof of an audit log takes that holds a hundred thousand entries, checkpoints included. */
export function measureAudit(): Measurement[] {
  const signer = newSigner();
  const lines = sampleExport(sampleChain(ENTRIES, "bench", signer), "bench", signer);
  const took = Array.from({ length: ROUNDS }, () => {
    const startedAt = performance.now();
    const verdict = verifyChain(lines, { crypto: nodeCrypto, publicKeys: [signer.publicKey] });
    if (!verdict.ok) throw new Error(`The log that was just written does not verify: ${verdict.problems[0]?.problem}`);
    return performance.now() - startedAt;
  });
  return [measured("audit log of 100,000 entries verified, ms", 0, [percentile(took, 0.5)], LIMIT_MS)];
}
