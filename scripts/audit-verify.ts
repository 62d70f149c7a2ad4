import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { verifyChain, type AuditProblem } from "#core/audit-verify.ts";

// Checks an exported audit log offline: npm run audit:verify -- FILE [--public-key KEY]… [--witness HEAD]…
const MOST_PROBLEMS_SHOWN = 100;

const { values, positionals } = parseArgs({
  // Keys and heads are base64url, one in 64 begins with a dash, and parseArgs takes such a value for an option.
  args: process.argv.slice(2).flatMap((arg, at, all) => (takesNext(all[at - 1]) ? [] : [withValue(arg, all[at + 1])])),
  allowPositionals: true,
  options: {
    "public-key": { type: "string", multiple: true, default: [] },
    witness: { type: "string", multiple: true, default: [] },
  },
});
const [file] = positionals;
if (file === undefined || positionals.length > 1) {
  console.error("Usage: npm run audit:verify -- FILE [--public-key KEY]... [--witness HEAD]...");
  process.exitCode = 2;
} else {
  const { entries, problems } = verify(file);
  for (const { line, problem } of problems.slice(0, MOST_PROBLEMS_SHOWN)) console.log(`line ${line}: ${problem}`);
  if (problems.length > MOST_PROBLEMS_SHOWN) console.log(`… and ${problems.length - MOST_PROBLEMS_SHOWN} more`);
  console.log(JSON.stringify({ entries, ok: problems.length === 0, problems: problems.length }));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function takesNext(arg: string | undefined): boolean {
  return arg === "--public-key" || arg === "--witness";
}

function withValue(arg: string, next: string | undefined): string {
  return takesNext(arg) && next !== undefined ? `${arg}=${next}` : arg;
}

function verify(path: string): { entries: number; problems: readonly AuditProblem[] } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return { entries: 0, problems: [{ line: 0, problem: `the file ${path} cannot be read` }] };
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { entries: 0, problems: [{ line: 0, problem: "the file is not UTF-8 text" }] };
  }
  const lines = text.split("\n");
  // Each line ends with a line feed, so what follows the last one has to be empty.
  if (lines.at(-1) === "") lines.pop();
  const verdict = verifyChain(lines, {
    crypto: nodeCrypto,
    publicKeys: values["public-key"],
    witnesses: values.witness,
  });
  if (!verdict.ok) return verdict;
  if (verdict.signed === "own")
    console.log("Signed by the key that the file itself names. Compare it, or verify with --public-key.");
  if (verdict.signed === "none") console.log("Not signed: this shows that the log is whole, not whose it is.");
  return { entries: verdict.entries, problems: [] };
}
