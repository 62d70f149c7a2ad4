import { z } from "zod";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto, Signer } from "#core/crypto.ts";
import { Digest } from "#core/digest.ts";
import type { Json, JsonObject } from "#core/json.ts";

/** What the first entry names as its predecessor: no hash anybody could find a text for. */
export const GENESIS: Digest = `sha256-${"0".repeat(64)}`;
/** The kind of the entries that hold a signature over everything before them. */
export const CHECKPOINT = "checkpoint";
/** Entries between two checkpoints, at most. */
export const ENTRIES_A_CHECKPOINT = 100;

// Domain separation: a checkpoint can never be mistaken for a decision, nor the other way round.
const CHECKPOINT_SIGNED_AS = "countersign/audit-checkpoint/v1\n";

/** One line of the chain. `seq` counts from 1; `hash` covers `previous`, so it covers everything before. */
export const AuditEntry = z.strictObject({
  seq: z.int().min(1),
  at: z.iso.datetime({ offset: false }),
  kind: z.string().min(1).max(100),
  data: z.record(z.string(), z.unknown()),
  previous: Digest,
  hash: Digest,
});
export type AuditEntry = z.infer<typeof AuditEntry>;
type UnhashedEntry = Omit<AuditEntry, "hash">;

/** Where a chain ends: the number of its newest entry and that entry's hash. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: Digest;
}

export const emptyChain: ChainHead = { seq: 0, hash: GENESIS };

/** What a checkpoint entry holds. */
export const CheckpointData = z.strictObject({
  device: z.string().min(1).max(100),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/u, "is no raw Ed25519 public key in base64url"),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/u, "is no Ed25519 signature in base64url"),
});
export type CheckpointData = z.infer<typeof CheckpointData>;

/** Chains one event, `at` in milliseconds since 1970, to the head. */
export function chainEntry(
  head: ChainHead,
  event: { readonly at: number; readonly kind: string; readonly data: Readonly<Record<string, unknown>> },
  crypto: Crypto,
): AuditEntry {
  const unhashed: UnhashedEntry = {
    seq: head.seq + 1,
    at: new Date(event.at).toISOString(),
    kind: event.kind,
    data: recordable(event.data) as JsonObject,
    previous: head.hash,
  };
  return { ...unhashed, hash: hashOf(unhashed, crypto) };
}

/** SHA-256 over the previous hash, a line feed and the canonical form of the entry without its own hash. */
export function hashOf(entry: UnhashedEntry, crypto: Crypto): Digest {
  return hashOfParts(entry, canonicalJson(entry.data), crypto);
}

/**
 * The canonical form of the whole entry, with the hash that its content has. The data is brought into its form once
 * for both: they take most of the time that verifying a long log takes.
 */
export function canonicalEntry(entry: AuditEntry, crypto: Crypto): { readonly text: string; readonly hash: Digest } {
  const data = canonicalJson(entry.data);
  return { text: textOfParts(entry, data, `"hash":"${entry.hash}",`), hash: hashOfParts(entry, data, crypto) };
}

function hashOfParts(entry: UnhashedEntry, canonicalData: string, crypto: Crypto): Digest {
  return `sha256-${crypto.sha256(`${entry.previous}\n${textOfParts(entry, canonicalData, "")}`)}`;
}

// Keys in the order that RFC 8785 gives them; the tests hold this against the general function.
function textOfParts(entry: UnhashedEntry, canonicalData: string, hash: string): string {
  const { at, kind, previous, seq } = entry;
  return `{"at":"${at}","data":${canonicalData},${hash}"kind":${canonicalJson(kind)},"previous":"${previous}","seq":${seq}}`;
}

/** Signs everything up to the head, for an entry of kind `checkpoint`. */
export function signCheckpoint(head: ChainHead, device: string, signer: Signer): CheckpointData {
  return { device, publicKey: signer.publicKey, signature: signer.sign(checkpointText(head, device)) };
}

/** True where the checkpoint's own key signed exactly this head on that device; whose key it is, is for the caller to ask. */
export function isCheckpointOf(head: ChainHead, checkpoint: CheckpointData, crypto: Crypto): boolean {
  return crypto.verify(checkpoint.publicKey, checkpointText(head, checkpoint.device), checkpoint.signature);
}

function checkpointText(head: ChainHead, device: string): string {
  return CHECKPOINT_SIGNED_AS + canonicalJson({ device, entries: head.seq, head: head.hash });
}

/**
 * The exact JSON nearest to a value. What happened must always be recordable: a server's half character or a fraction
 * of a millisecond must not stop the transaction that it is part of.
 */
function recordable(value: unknown): Json {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : String(value);
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : recordable(item)));
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return null;
  const record: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) record[key.toWellFormed()] = recordable(item);
  return record;
}
