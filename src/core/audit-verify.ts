import type { z } from "zod";
import {
  AuditEntry,
  canonicalEntry,
  CHECKPOINT,
  CheckpointData,
  emptyChain,
  isCheckpointOf,
} from "#core/audit-chain.ts";
import type { ChainHead } from "#core/audit-chain.ts";
import { ExportHeader, ExportTrailer, isExportSignedBy } from "#core/audit-export.ts";
import { canonicalJson } from "#core/canonical.ts";
import type { Crypto } from "#core/crypto.ts";

/** What is wrong, and in which line; lines count from 1, the header's. */
export interface AuditProblem {
  readonly line: number;
  readonly problem: string;
}

export type AuditVerdict =
  | {
      readonly ok: true;
      readonly entries: number;
      readonly head: string;
      /** `given`: signed by a key the caller brought; `own`: only by the key the file itself names; `none`: not signed. */
      readonly signed: "given" | "own" | "none";
    }
  | { readonly ok: false; readonly entries: number; readonly problems: readonly AuditProblem[] };

export interface VerifyOptions {
  readonly crypto: Crypto;
  /** Keys that may have signed; empty where the caller has none and must take the file's own word. */
  readonly publicKeys: readonly string[];
  /** Heads that others have seen (each decision carries one): an older copy of the log lacks the later ones. */
  readonly witnesses?: readonly string[];
}

/** Checks an exported log, given as its lines without line ends, and says everything that is wrong with it. */
export function verifyChain(lines: readonly string[], options: VerifyOptions): AuditVerdict {
  const problems: AuditProblem[] = [];
  const report: Report = (line, problem) => {
    problems.push({ line, problem });
  };
  const header = parseFrame(ExportHeader, lines.at(0) ?? "", 1, "the header", report);
  const trailer = parseFrame(ExportTrailer, lines.at(-1) ?? "", lines.length, "the end of the log", report);

  const keys = options.publicKeys.length > 0 ? options.publicKeys : [header?.publicKey ?? []].flat();
  const unseen = new Set(options.witnesses);
  const chain = createChainCheck({
    crypto: options.crypto,
    device: header?.device,
    counts: (publicKey) => keys.includes(publicKey),
    report,
  });
  unseen.delete(chain.head().hash);
  for (let line = 2; line < lines.length; line += 1) {
    const text = lines[line - 1] ?? "";
    const entry = parseLine(AuditEntry, text, line, "an audit entry", report);
    if (entry === undefined) continue;
    chain.check(entry, line, text);
    unseen.delete(entry.hash);
  }
  if (header !== undefined && trailer !== undefined)
    checkEnd(header, trailer, chain.head(), lines.length, options, report);
  for (const witness of unseen) report(lines.length, `the head ${witness}, which was seen outside, is not in this log`);

  const entries = Math.max(0, lines.length - 2);
  if (problems.length > 0) return { ok: false, entries, problems };
  const signed = options.publicKeys.length > 0 ? "given" : keys.length > 0 ? "own" : "none";
  return { ok: true, entries, head: chain.head().hash, signed };
}

type Report = (line: number, problem: string) => void;

interface ChainCheckOptions {
  readonly crypto: Crypto;
  /** Whose log it is; undefined where that could not be read. */
  readonly device: string | undefined;
  /** Whether a checkpoint may be signed by that key. */
  readonly counts: (publicKey: string) => boolean;
  readonly report: Report;
}

/** The check of a chain, entry by entry from the first on, so that a long one can be checked a slice at a time. */
export interface ChainCheck {
  /** `line` is where the caller has the entry from; `text` is what stands there, where its form counts too. */
  check(entry: AuditEntry, line: number, text?: string): void;
  /** Where the chain has come to. */
  head(): ChainHead;
}

export function createChainCheck({ crypto, device, counts, report }: ChainCheckOptions): ChainCheck {
  let head: ChainHead = emptyChain;
  return {
    check: (entry, line, text) => {
      checkEntry(entry, text, head, line, crypto, report);
      if (entry.kind === CHECKPOINT) checkCheckpoint(entry, device, line, { crypto, counts }, report);
      head = entry;
    },
    head: () => head,
  };
}

function parseFrame<Value>(
  schema: z.ZodType<Value>,
  text: string,
  line: number,
  what: string,
  report: Report,
): Value | undefined {
  const frame = parseLine(schema, text, line, what, report);
  if (frame !== undefined) checkForm(text, line, () => canonicalJson(frame), report);
  return frame;
}

function parseLine<Value>(
  schema: z.ZodType<Value>,
  text: string,
  line: number,
  what: string,
  report: Report,
): Value | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    report(line, `${what} was expected, and the line is not valid JSON`);
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  report(line, `${what} was expected: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "does not parse"}`);
  return undefined;
}

/** A line counts only in the exact form it was written in: what reads the same but is written otherwise was edited. */
function checkForm(text: string | undefined, line: number, canonical: () => string, report: Report): void {
  try {
    const form = canonical();
    if (text === undefined || form === text) return;
  } catch {
    // A value without an exact form was never written by us either.
  }
  report(line, "it is not written in its canonical form");
}

function checkEntry(
  entry: AuditEntry,
  text: string | undefined,
  head: ChainHead,
  line: number,
  crypto: Crypto,
  report: Report,
): void {
  if (entry.seq !== head.seq + 1) report(line, `it is entry ${entry.seq}, where entry ${head.seq + 1} belongs`);
  if (entry.previous !== head.hash) report(line, "it does not continue the line before it");
  checkForm(
    text,
    line,
    () => {
      const canonical = canonicalEntry(entry, crypto);
      if (canonical.hash !== entry.hash) report(line, "its hash does not match its content");
      return canonical.text;
    },
    report,
  );
}

function checkCheckpoint(
  entry: AuditEntry,
  device: string | undefined,
  line: number,
  trust: Pick<ChainCheckOptions, "crypto" | "counts">,
  report: Report,
): void {
  const checkpoint = CheckpointData.safeParse(entry.data);
  if (!checkpoint.success) {
    report(line, "its checkpoint cannot be read");
    return;
  }
  if (checkpoint.data.device !== device) report(line, "its checkpoint belongs to another device");
  if (!trust.counts(checkpoint.data.publicKey)) report(line, "its checkpoint is signed by a key that does not count");
  if (!isCheckpointOf({ seq: entry.seq - 1, hash: entry.previous }, checkpoint.data, trust.crypto))
    report(line, "its checkpoint's signature is not valid");
}

function checkEnd(
  header: ExportHeader,
  trailer: ExportTrailer,
  head: ChainHead,
  line: number,
  trust: VerifyOptions,
  report: Report,
): void {
  if (trailer.entries !== line - 2) report(line, `it promises ${trailer.entries} entries, and there are ${line - 2}`);
  if (trailer.head !== head.hash) report(line, "it names another head than the log ends with");
  if (trust.publicKeys.length > 0 && (header.publicKey === undefined || !trust.publicKeys.includes(header.publicKey)))
    report(1, "the header names another key than the one to verify with");
  if (header.publicKey !== undefined && !isExportSignedBy(header.publicKey, header, trailer, trust.crypto))
    report(line, "its signature is not valid");
  if (header.publicKey === undefined && trailer.signature !== undefined)
    report(line, "it is signed by a key that is not named");
}
