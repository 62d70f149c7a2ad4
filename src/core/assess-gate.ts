import type { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto } from "#core/crypto.ts";
import { utf8Bytes } from "#core/decision.ts";
import { type Digest, digestOf } from "#core/digest.ts";
import {
  COUNTERSIGN,
  Envelope,
  EnvelopeSet,
  type GateRequest,
  MAX_REQUEST_BYTES,
  SettledEnvelope,
} from "#core/envelope.ts";
import { disagreeingTags, requestMoney } from "#core/gate-tags.ts";
import type { KeyId, RunId, TokenId } from "#core/identifiers.ts";

/** An envelope may follow its token by this long before the gate counts as one without a request; milliseconds. */
export const ENVELOPE_GRACE_MS = 30_000;

/** What an envelope is worth to this operator. Only `ready` may be decided; the others each have their words on screen. */
export type EnvelopeAssessment =
  | { readonly kind: "missing" }
  | { readonly kind: "settled" }
  | { readonly kind: "unreadable"; readonly issues: readonly string[] }
  | { readonly kind: "tampered"; readonly request: GateRequest }
  | {
      readonly kind: "tags-disagree";
      readonly request: GateRequest;
      readonly digest: Digest;
      readonly tags: readonly string[];
    }
  | { readonly kind: "not-listed"; readonly request: GateRequest; readonly digest: Digest }
  | {
      readonly kind: "payload-unverified";
      readonly request: GateRequest;
      readonly digest: Digest;
      readonly bytes: number;
    }
  /** The request names an amount that cannot be read exactly, so nobody can say what would be approved. */
  | { readonly kind: "amount-unverifiable"; readonly request: GateRequest; readonly digest: Digest }
  | { readonly kind: "ready"; readonly request: GateRequest; readonly digest: Digest };

interface EnvelopeContext {
  readonly tags: readonly string[];
  readonly runId: RunId;
  readonly keyId: KeyId;
  readonly crypto: Crypto;
}

/** The envelope of one gate in a run's metadata, unjudged; undefined where there is none (yet). */
export function envelopeOf(metadata: Readonly<Record<string, unknown>>, tokenId: TokenId): unknown {
  const set = EnvelopeSet.safeParse(metadata[COUNTERSIGN]);
  if (set.success) return set.data.gates[tokenId];
  // A set that does not parse is still evidence that something was sent: it must read "unreadable", never "not there yet".
  return metadata[COUNTERSIGN];
}

/** Judges an envelope by everything that can be checked on this side. */
export function assessEnvelope(raw: unknown, context: EnvelopeContext): EnvelopeAssessment {
  if (raw === undefined) return { kind: "missing" };
  if (SettledEnvelope.safeParse(raw).success) return { kind: "settled" };
  const parsed = Envelope.safeParse(raw);
  if (!parsed.success) return { kind: "unreadable", issues: issuesOf(parsed.error) };
  const { request, digest, accepts } = parsed.data;
  const problem = tooMuch(request);
  if (problem !== undefined) return { kind: "unreadable", issues: [problem] };
  if (digestOf(request, context.crypto) !== digest) return { kind: "tampered", request };
  const tags = disagreeingTags(context.tags, request, context.runId);
  if (tags.length > 0) return { kind: "tags-disagree", request, digest, tags };
  if (!accepts.includes(context.keyId)) return { kind: "not-listed", request, digest };
  if (request.payload !== undefined)
    return { kind: "payload-unverified", request, digest, bytes: request.payload.bytes };
  if (request.money !== undefined && requestMoney(request) === undefined)
    return { kind: "amount-unverifiable", request, digest };
  return { kind: "ready", request, digest };
}

// What the task's own library would never have put here: it is not laid out, let alone judged.
function tooMuch(request: GateRequest): string | undefined {
  try {
    return utf8Bytes(canonicalJson(request)) > MAX_REQUEST_BYTES ? "request: is larger than 16 KiB" : undefined;
  } catch (error) {
    return `request: ${error instanceof Error ? error.message : "is not exact JSON"}`.slice(0, 300);
  }
}

function issuesOf(error: z.ZodError): string[] {
  return error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join(".") || "envelope"}: ${issue.message}`.slice(0, 300));
}
