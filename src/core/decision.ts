import { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto, Signer } from "#core/crypto.ts";
import { Digest } from "#core/digest.ts";
import { Edit } from "#core/edits.ts";
import { ConsoleError } from "#core/error.ts";
import { Instant, KeyId, RunId, TokenId } from "#core/identifiers.ts";

/** Domain separation: no other text of ours can ever be mistaken for a decision. */
const SIGNED_AS = "countersign/decision/v1\n";
/** The most that a decision may take as JSON, in UTF-8 bytes. */
export const MAX_DECISION_BYTES = 8 * 1024;

const Comment = z.string().max(2_000);
const GivenComment = Comment.refine((text) => text.trim() !== "", "needs a reason in words");

const common = {
  version: z.literal(1),
  decisionId: z.uuid(),
  tokenId: TokenId,
  runId: RunId,
  requestDigest: Digest,
  decidedAt: Instant,
  operator: z.strictObject({ name: z.string().min(1).max(200), keyId: KeyId }),
  /** Head of this device's audit chain, which makes the server an outside witness of it. */
  auditHead: Digest,
};
const approval = {
  verdict: z.literal("approve"),
  edits: z.array(Edit).max(50),
  parametersDigest: Digest,
  comment: Comment.optional(),
};
const rejection = { verdict: z.literal("reject"), comment: GivenComment };
const response = { verdict: z.literal("respond"), comment: GivenComment };
const signed = { signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/u, "is no Ed25519 signature in base64url") };

const UnsignedDecision = z.discriminatedUnion("verdict", [
  z.strictObject({ ...common, ...approval }),
  z.strictObject({ ...common, ...rejection }),
  z.strictObject({ ...common, ...response }),
]);
export type UnsignedDecision = z.infer<typeof UnsignedDecision>;

/** A person's verdict on a gate, immutable and signed: the token's output (contract.md §3). */
export const Decision = z.discriminatedUnion("verdict", [
  z.strictObject({ ...common, ...approval, ...signed }),
  z.strictObject({ ...common, ...rejection, ...signed }),
  z.strictObject({ ...common, ...response, ...signed }),
]);
export type Decision = z.infer<typeof Decision>;

/** What the library writes to a token whose question it no longer asks. */
export const Withdrawal = z.strictObject({ version: z.literal(1), withdrawn: z.literal(true) });

/**
 * Checks and signs a decision.
 *
 * @throws ConsoleError `decision/invalid` for a missing reason and the like, `decision/too-large` above 8 KiB.
 */
export function signDecision(unsigned: UnsignedDecision, signer: Signer): Decision {
  const checked = UnsignedDecision.safeParse(unsigned);
  if (!checked.success)
    throw new ConsoleError("decision/invalid", z.prettifyError(checked.error), { cause: checked.error });
  const decision: Decision = { ...checked.data, signature: signer.sign(signedText(checked.data)) };
  if (utf8Bytes(canonicalJson(decision)) > MAX_DECISION_BYTES)
    throw new ConsoleError(
      "decision/too-large",
      "The decision with its comment and edits is larger than 8 KiB, the most that can be sent. Shorten the comment.",
    );
  return decision;
}

/** True where the signature is that key's over exactly this decision. */
export function isSignedBy(decision: Decision, publicKey: string, crypto: Crypto): boolean {
  const { signature, ...unsigned } = decision;
  return crypto.verify(publicKey, signedText(unsigned), signature);
}

function signedText(unsigned: UnsignedDecision): string {
  return SIGNED_AS + canonicalJson(unsigned);
}

/** Bytes that a well-formed text takes as UTF-8, without an encoder that not every room has. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
