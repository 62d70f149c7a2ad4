import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { AuditEntry, CHECKPOINT, chainEntry, emptyChain, signCheckpoint, type ChainHead } from "#core/audit-chain.ts";
import { verifyChain } from "#core/audit-verify.ts";
import { canonicalJson } from "#core/canonical.ts";
import { newSigner, sampleChain, sampleExport } from "#test/fixtures/audit-samples.ts";

/** Random edits a class; the full measure is 1,000. A machine at work on other things takes some milliseconds for each. */
const ROUNDS = Number(process.env["COUNTERSIGN_TAMPER_ROUNDS"] ?? 50);

const signer = newSigner();
const stranger = newSigner();
const entries = sampleChain(230, "device-a", signer);
const lines = sampleExport(entries, "device-a", signer);
const otherDevice = sampleExport(sampleChain(230, "device-b", signer), "device-b", signer);
const strangers = sampleExport(sampleChain(230, "device-a", stranger), "device-a", stranger);
const head = entries.at(-1)?.hash ?? "";

type Tamper = (pick: (below: number) => number) => string[];

/** Each answers the log with one edit of its kind. */
const tampers: Record<string, Tamper> = {
  "a character of seq": (pick) => editField(pick, "seq"),
  "a character of at": (pick) => editField(pick, "at"),
  "a character of kind": (pick) => editField(pick, "kind"),
  "a character of data": (pick) => editField(pick, "data"),
  "a character of previous": (pick) => editField(pick, "previous"),
  "a character of hash": (pick) => editField(pick, "hash"),
  "any character of any line": (pick) => {
    const line = pick(lines.length);
    return lines.with(line, flip(lines[line] ?? "", pick));
  },
  "a character too many": (pick) => {
    const line = pick(lines.length);
    const text = lines[line] ?? "";
    const at = pick(text.length + 1);
    return lines.with(line, `${text.slice(0, at)}${[" ", "0", "}", "\u200b"][pick(4)]}${text.slice(at)}`);
  },
  "an entry deleted": (pick) => lines.toSpliced(entryLine(pick), 1),
  "an entry twice": (pick) => {
    const line = entryLine(pick);
    return lines.toSpliced(line + pick(2), 0, lines[line] ?? "");
  },
  "two entries exchanged": (pick) => {
    const one = entryLine(pick);
    const other = 1 + ((one + pick(entries.length - 1)) % entries.length);
    return lines.with(one, lines[other] ?? "").with(other, lines[one] ?? "");
  },
  "an entry inserted": (pick) => {
    const at = entryLine(pick);
    const after = at === 1 ? emptyChain : (entries[at - 2] ?? emptyChain);
    return lines.toSpliced(at, 0, canonicalJson(forged(after)));
  },
  "the tail cut off": (pick) => lines.slice(0, 1 + pick(lines.length - 1)),
  "the tail cut off before the end line": (pick) => [...lines.slice(0, entryLine(pick)), lines.at(-1) ?? ""],
  "the beginning cut off": (pick) => [lines[0] ?? "", ...lines.slice(1 + entryLine(pick))],
  "another header": (pick) => lines.with(0, [otherDevice, strangers][pick(2)]?.[0] ?? ""),
  "another end line": (pick) =>
    lines.with(lines.length - 1, [otherDevice, strangers, endOf(older(pick))][pick(3)]?.at(-1) ?? ""),
  "another device's chain under our header": (pick) => [
    lines[0] ?? "",
    ...otherDevice.slice(1, 102 + pick(100)),
    lines.at(-1) ?? "",
  ],
  "a stranger's log, properly signed": (pick) => {
    const count = 1 + pick(200);
    return sampleExport(sampleChain(count, "device-a", stranger), "device-a", stranger);
  },
  "a stranger's log under our key's name": (pick) => {
    const count = 1 + pick(200);
    const header = (strangers[0] ?? "").replace(stranger.publicKey, signer.publicKey);
    return sampleExport(sampleChain(count, "device-a", stranger), "device-a", stranger).with(0, header);
  },
  "an older copy, properly signed": (pick) => endOf(older(pick)),
  "another signature in a checkpoint": (pick) => {
    const line = checkpointLine(pick);
    return lines.with(line, (lines[line] ?? "").replace(/"signature":"[^"]+"/u, `"signature":"${stranger.sign("x")}"`));
  },
  "another key in a checkpoint": (pick) => {
    const line = checkpointLine(pick);
    return lines.with(line, (lines[line] ?? "").replace(signer.publicKey, stranger.publicKey));
  },
  "a suffix hashed again, its checkpoints signed by a stranger": (pick) => rehashed(pick, "stranger"),
  "a suffix hashed again, its checkpoints left out": (pick) => rehashed(pick, "none"),
  "a line written otherwise": (pick) => {
    const line = entryLine(pick);
    const { data, ...rest } = AuditEntry.parse(JSON.parse(lines[line] ?? ""));
    return lines.with(line, JSON.stringify({ data, ...rest }));
  },
};

test.each(Object.entries(tampers))(
  `%s: found in each of ${ROUNDS} random edits`,
  { timeout: 5_000 + ROUNDS * 100 },
  (name, tamper) => {
    const pick = seeded(name);
    const missed: string[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const edited = tamper(pick);
      const verdict = verifyChain(edited, { crypto: nodeCrypto, publicKeys: [signer.publicKey], witnesses: [head] });
      if (verdict.ok) missed.push(edited);
    }
    expect(missed).toEqual([]);
  },
);

test("what is edited here verifies before the edit", () => {
  const trusted = { crypto: nodeCrypto, publicKeys: [signer.publicKey], witnesses: [head] };
  expect([verifyChain(lines, trusted).ok, verifyChain(endOf(entries), trusted).ok]).toEqual([true, true]);
});

function entryLine(pick: (below: number) => number): number {
  return 1 + pick(entries.length);
}

function checkpointLine(pick: (below: number) => number): number {
  const checkpoints = entries.filter((entry) => entry.kind === CHECKPOINT);
  return checkpoints[pick(checkpoints.length)]?.seq ?? 0;
}

function editField(pick: (below: number) => number, field: keyof AuditEntry): string[] {
  const line = entryLine(pick);
  const entry = AuditEntry.parse(JSON.parse(lines[line] ?? ""));
  const text = JSON.stringify(entry[field]);
  const start = (lines[line] ?? "").indexOf(`"${field}":${canonicalJson(entry[field])}`) + field.length + 3;
  const before = lines[line] ?? "";
  return lines.with(
    line,
    before.slice(0, start) + flip(before.slice(start, start + text.length), pick) + before.slice(start + text.length),
  );
}

function flip(text: string, pick: (below: number) => number): string {
  const at = pick(text.length);
  const code = text.charCodeAt(at);
  return text.slice(0, at) + String.fromCharCode(code ^ (1 << pick(7))) + text.slice(at + 1);
}

function forged(after: ChainHead): AuditEntry {
  return chainEntry(after, { at: 0, kind: "decision.recorded", data: { decisionId: "forged" } }, nodeCrypto);
}

function older(pick: (below: number) => number): readonly AuditEntry[] {
  return entries.slice(0, pick(entries.length));
}

function endOf(chain: readonly AuditEntry[]): string[] {
  return sampleExport(chain, "device-a", signer);
}

/** Somebody with the file and every hash function, but without the key, rewrites history from an entry on. */
function rehashed(pick: (below: number) => number, checkpoints: "stranger" | "none"): string[] {
  const from = pick(entries.length);
  const chain = entries.slice(0, from);
  for (const entry of entries.slice(from)) {
    const last = chain.at(-1) ?? emptyChain;
    if (entry.kind === CHECKPOINT && checkpoints === "none") continue;
    const data =
      entry.kind === CHECKPOINT ? { ...signCheckpoint(last, "device-a", stranger) } : { ...entry.data, amount: "1.00" };
    chain.push(chainEntry(last, { at: Date.parse(entry.at), kind: entry.kind, data }, nodeCrypto));
  }
  const [, ...rest] = sampleExport(chain, "device-a", stranger);
  return [lines[0] ?? "", ...rest];
}

/** The same edits every time: a class's name is its seed. */
function seeded(name: string): (below: number) => number {
  let state = Number.parseInt(nodeCrypto.sha256(name).slice(0, 8), 16);
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
