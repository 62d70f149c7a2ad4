import { COUNTERSIGN, type Envelope, EnvelopeSet } from "#core/envelope.ts";
import type { TokenId } from "#core/identifiers.ts";
import { Digest } from "#core/digest.ts";

/** The run's gates from its metadata; anything that is not ours counts as none. */
export function parseEnvelopeSet(metadata: Readonly<Record<string, unknown>> | undefined): EnvelopeSet {
  const set = EnvelopeSet.safeParse(metadata?.[COUNTERSIGN]);
  return set.success ? set.data : { version: 1, gates: {} };
}

/** The set with this gate live in it; the run's other gates stay. */
export function withGate(set: EnvelopeSet, tokenId: TokenId, envelope: Envelope): EnvelopeSet {
  return { version: 1, gates: { ...set.gates, [tokenId]: envelope } };
}

/** The set with this gate shrunk to its digest. */
export function withSettledGate(set: EnvelopeSet, tokenId: TokenId): EnvelopeSet {
  const digest = digestOfGate(set.gates[tokenId]);
  return digest === undefined ? set : { version: 1, gates: { ...set.gates, [tokenId]: { digest } } };
}

/** How many gates the run has opened, settled ones included. */
export function countGates(set: EnvelopeSet): number {
  return Object.keys(set.gates).length;
}

/** True where the run has opened a gate with this digest before: a retried attempt meets it again. */
export function hasGateWith(set: EnvelopeSet, digest: Digest): boolean {
  return Object.values(set.gates).some((gate) => digestOfGate(gate) === digest);
}

function digestOfGate(gate: unknown): Digest | undefined {
  const digest = typeof gate === "object" && gate !== null && "digest" in gate ? gate.digest : undefined;
  const parsed = Digest.safeParse(digest);
  return parsed.success ? parsed.data : undefined;
}
