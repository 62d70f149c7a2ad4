import { z } from "zod";
import { CheckpointData, type AuditEntry, type ChainHead, emptyChain } from "#core/audit-chain.ts";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto, Signer } from "#core/crypto.ts";
import { Digest } from "#core/digest.ts";

const EXPORT_SIGNED_AS = "countersign/audit-export/v1\n";

/** First line of an exported log: whose it is. `publicKey` is there where the log could be signed. */
export const ExportHeader = z.strictObject({
  format: z.literal("countersign-audit/1"),
  device: CheckpointData.shape.device,
  publicKey: CheckpointData.shape.publicKey.optional(),
  appVersion: z.string().min(1).max(50),
  exportedAt: z.iso.datetime({ offset: false }),
});
export type ExportHeader = z.infer<typeof ExportHeader>;

/** Last line of an exported log: without it, nobody could tell a log that was cut short from a short one. */
export const ExportTrailer = z.strictObject({
  format: z.literal("countersign-audit/1/end"),
  entries: z.int().min(0),
  head: Digest,
  signature: CheckpointData.shape.signature.optional(),
});
export type ExportTrailer = z.infer<typeof ExportTrailer>;

/** Whose log is exported, by which version, when (milliseconds since 1970); without a signer it is exported unsigned. */
export interface ExportFacts {
  readonly device: string;
  readonly appVersion: string;
  readonly exportedAt: number;
  readonly signer: Signer | undefined;
}

/** The log as JSON Lines, line by line without line ends: a header, the entries in canonical form, a signed trailer. */
export function* exportJsonLines(entries: Iterable<AuditEntry>, facts: ExportFacts): Generator<string, void> {
  const header: ExportHeader = {
    format: "countersign-audit/1",
    device: facts.device,
    ...(facts.signer === undefined ? {} : { publicKey: facts.signer.publicKey }),
    appVersion: facts.appVersion,
    exportedAt: new Date(facts.exportedAt).toISOString(),
  };
  yield canonicalJson(header);
  let head: ChainHead = emptyChain;
  for (const entry of entries) {
    yield canonicalJson(entry);
    head = entry;
  }
  yield canonicalJson(createTrailer(header, head, facts.signer));
}

function createTrailer(header: ExportHeader, head: ChainHead, signer: Signer | undefined): ExportTrailer {
  const signature = signer === undefined ? {} : { signature: signer.sign(exportText(header, head)) };
  return { format: "countersign-audit/1/end", entries: head.seq, head: head.hash, ...signature };
}

/** True where that key signed this header together with this end. */
export function isExportSignedBy(
  publicKey: string,
  header: ExportHeader,
  trailer: ExportTrailer,
  crypto: Crypto,
): boolean {
  const text = exportText(header, { seq: trailer.entries, hash: trailer.head });
  return trailer.signature !== undefined && crypto.verify(publicKey, text, trailer.signature);
}

function exportText(header: ExportHeader, head: ChainHead): string {
  return EXPORT_SIGNED_AS + canonicalJson({ header, entries: head.seq, head: head.hash });
}

/** The log as CSV (RFC 4180, line by line without line ends), for reading in a spreadsheet; only JSON Lines can be verified. */
export function* exportCsv(entries: Iterable<AuditEntry>): Generator<string, void> {
  yield ["seq", "at", "kind", "data", "previous", "hash"].join(",");
  for (const { seq, at, kind, data, previous, hash } of entries)
    yield [String(seq), at, kind, canonicalJson(data), previous, hash].map(csvField).join(",");
}

// SECURITY: a spreadsheet runs a cell that begins like a formula; an apostrophe makes it text.
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
