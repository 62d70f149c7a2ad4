import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { newSigner, sampleChain, sampleExport } from "#test/fixtures/audit-samples.ts";
import { temporaryFolder } from "#test/fixtures/open-store.ts";
import { projectPath } from "./project-root.ts";
import { runCommand } from "./run-command.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());
const signer = newSigner();
const lines = sampleExport(sampleChain(150, "device-a", signer), "device-a", signer);

test("a log verifies with nothing but the public key", async () => {
  const { code, stdout } = await verify(lines, "--public-key", signer.publicKey);
  expect([code, stdout]).toEqual([0, '{"entries":151,"ok":true,"problems":0}\n']);
});

test("without a key it says whose word it takes", async () => {
  const { code, stdout } = await verify(lines);
  expect([code, stdout.split("\n")]).toEqual([
    0,
    [
      "Signed by the key that the file itself names. Compare it, or verify with --public-key.",
      '{"entries":151,"ok":true,"problems":0}',
      "",
    ],
  ]);
});

test("a public key that begins with a dash is a key like any other", async () => {
  let dashed = newSigner();
  while (!dashed.publicKey.startsWith("-")) dashed = newSigner();
  const log = sampleExport(sampleChain(5, "device-a", dashed), "device-a", dashed);
  expect(await verify(log, "--public-key", dashed.publicKey)).toMatchObject({ code: 0 });
});

test("a broken log is refused, and the line is named", async () => {
  const { code, stdout } = await verify(
    lines.with(16, (lines[16] ?? "").replace("1250.00", "1")),
    "--public-key",
    signer.publicKey,
  );
  expect([code, stdout.split("\n")]).toEqual([
    1,
    ["line 17: its hash does not match its content", '{"entries":151,"ok":false,"problems":1}', ""],
  ]);
});

test("a file that is no log, or not there, is refused", async () => {
  writeFileSync(join(folder.path, "binary"), Buffer.from([0xff, 0xfe, 0x00]));
  const results = await Promise.all(["binary", "missing"].map((name) => runScript(join(folder.path, name))));
  expect(results.map(({ code, stdout }) => [code, stdout.trim().split("\n").at(-1)])).toEqual([
    [1, '{"entries":0,"ok":false,"problems":1}'],
    [1, '{"entries":0,"ok":false,"problems":1}'],
  ]);
});

function verify(log: readonly string[], ...options: string[]): ReturnType<typeof runCommand> {
  const file = join(folder.path, "log.jsonl");
  writeFileSync(file, log.map((line) => `${line}\n`).join(""));
  return runScript(file, ...options);
}

function runScript(...args: string[]): ReturnType<typeof runCommand> {
  return runCommand(process.execPath, [projectPath("scripts", "audit-verify.ts"), ...args], { timeoutMs: 30_000 });
}
