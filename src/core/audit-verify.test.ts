import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { GENESIS, type AuditEntry } from "#core/audit-chain.ts";
import { exportCsv } from "#core/audit-export.ts";
import { verifyChain } from "#core/audit-verify.ts";
import { newSigner, sampleChain, sampleExport } from "#test/fixtures/audit-samples.ts";

const signer = newSigner();
const entries = sampleChain(120, "device-a", signer);
const lines = sampleExport(entries, "device-a", signer);
const given = { crypto: nodeCrypto, publicKeys: [signer.publicKey] };
const none = { crypto: nodeCrypto, publicKeys: [] };

test("an untouched log verifies, and says by whose key", () => {
  const head = entries.at(-1)?.hash;
  const unsigned = sampleExport(sampleChain(3, "device-a", undefined), "device-a", undefined);
  expect([
    verifyChain(lines, given),
    verifyChain(lines, none),
    verifyChain(unsigned, none),
    verifyChain(sampleExport([], "device-a", signer), given),
  ]).toMatchObject([
    { ok: true, entries: 121, head, signed: "given" },
    { ok: true, entries: 121, head, signed: "own" },
    { ok: true, entries: 3, signed: "none" },
    { ok: true, entries: 0, head: GENESIS, signed: "given" },
  ]);
});

test("a changed entry is named by its line", () => {
  const changed = lines.with(16, (lines[16] ?? "").replace("1250.00", "9250.00"));
  expect(verifyChain(changed, given)).toEqual({
    ok: false,
    entries: 121,
    problems: [{ line: 17, problem: "its hash does not match its content" }],
  });
});

test("a missing entry is named by the line that does not continue", () => {
  expect(verifyChain(lines.toSpliced(16, 1), given)).toEqual({
    ok: false,
    entries: 120,
    problems: [
      { line: 17, problem: "it is entry 17, where entry 16 belongs" },
      { line: 17, problem: "it does not continue the line before it" },
      { line: 122, problem: "it promises 121 entries, and there are 120" },
    ],
  });
});

test("an unsigned log does not pass for a key's", () => {
  const unsigned = sampleExport(sampleChain(3, "device-a", undefined), "device-a", undefined);
  expect(verifyChain(unsigned, given)).toMatchObject({
    problems: [{ line: 1, problem: "the header names another key than the one to verify with" }],
  });
});

test("a head that was seen outside is in the log, or the log is an older copy", () => {
  const witnesses = [GENESIS, entries[50]?.hash ?? "", entries[110]?.hash ?? ""];
  const older = sampleExport(entries.slice(0, 100), "device-a", signer);
  expect([verifyChain(lines, { ...given, witnesses }).ok, verifyChain(older, { ...given, witnesses })]).toMatchObject([
    true,
    { problems: [{ line: 102, problem: `the head ${witnesses[2]}, which was seen outside, is not in this log` }] },
  ]);
});

test("an empty file and a file of one line are no logs", () => {
  expect([verifyChain([], none).ok, verifyChain([""], none).ok, verifyChain(lines.slice(0, 1), none).ok]).toEqual([
    false,
    false,
    false,
  ]);
});

test("the CSV is quoted, and no cell runs as a formula", () => {
  const [first] = sampleChain(1, "device-a", undefined);
  if (first === undefined) throw new TypeError("One entry was asked for.");
  const hostile = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "\rx"].map((kind) => ofKind(first, kind));
  const kinds = [...exportCsv([first, ...hostile])].map((line) => line.split(",").at(2));
  expect(kinds).toEqual(["kind", "decision.recorded", "'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(A1)", "'\tx", '"\'\rx"']);
  expect([...exportCsv([first])].at(1)).toContain(
    '"{""amount"":""1250.00"",""decisionId"":""decision-0"",""number"":0,""title"":""Pay “ACME” 0 🦊""}"',
  );
});

function ofKind(entry: AuditEntry, kind: string): AuditEntry {
  return { ...entry, kind, data: {} };
}
