import { z } from "zod";
import { Digest } from "#core/digest.ts";
import { Verdict } from "#core/envelope.ts";
import { TokenId } from "#core/identifiers.ts";

const shortText = z.string().max(400);

/** One entry of the audit log, as far as a row of the list needs it. */
export const AuditEntryView = z.strictObject({
  /** Its number in the chain, from 1. */
  seq: z.int().min(1),
  /** Milliseconds since 1970; undefined where the entry cannot be read. */
  at: z.number().optional(),
  /** The log's own word, e.g. `decision.recorded`; `unreadable` where the entry cannot be read. */
  kind: z.string().max(100),
  /** Who, where the entry itself names somebody. */
  who: shortText.optional(),
  /** What else it says in a few words: a reason, a file, an environment. */
  about: shortText.optional(),
  decision: z
    .strictObject({
      decisionId: z.string().max(100),
      tokenId: TokenId,
      title: shortText,
      verdict: Verdict,
      /** Of the request that was decided on. */
      digest: Digest,
    })
    .optional(),
});
export type AuditEntryView = z.infer<typeof AuditEntryView>;

/** A stretch of the log, newest first. */
export const AuditPage = z.strictObject({
  total: z.int(),
  offset: z.int(),
  entries: z.array(AuditEntryView).max(100),
});
export type AuditPage = z.infer<typeof AuditPage>;

/** One entry with everything that it holds. */
export const AuditEntryDetail = z.strictObject({
  entry: AuditEntryView,
  hash: Digest.optional(),
  previous: Digest.optional(),
  /** As it stands in the log, as JSON of several lines. */
  data: z.string().max(2_000_000),
});
export type AuditEntryDetail = z.infer<typeof AuditEntryDetail>;

/** What checking the whole log found; it is in order where there is no problem. */
export const AuditCheck = z.strictObject({
  entries: z.int(),
  checkedAt: z.number(),
  /** The newest signature over everything before it. */
  checkpoint: z.strictObject({ entry: z.int(), at: z.number() }).optional(),
  /** Keys besides this operator's that signed checkpoints. */
  otherKeys: z.int(),
  problemCount: z.int(),
  /** The first of them. */
  problems: z.array(z.strictObject({ entry: z.int(), problem: shortText })).max(20),
});
export type AuditCheck = z.infer<typeof AuditCheck>;
