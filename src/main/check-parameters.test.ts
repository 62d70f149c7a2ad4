import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { ConsoleError } from "#core/error.ts";
import type { JsonObject } from "#core/json.ts";
import { createParameterCheck } from "./check-parameters.ts";

const worker = fileURLToPath(new URL("./schema-worker.ts", import.meta.url));

async function refusal(parameters: JsonObject, schema: JsonObject): Promise<Pick<ConsoleError, "message" | "fields">> {
  const complaints: unknown[] = [];
  const check = createParameterCheck({ worker, complain: (error) => complaints.push(error) });
  const error: unknown = await check(parameters, schema).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(complaints).toEqual([]);
  if (!(error instanceof ConsoleError)) throw new Error("It was not refused.");
  return { message: error.message, fields: error.fields };
}

const payout = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    amount: { type: "string", pattern: "^\\d+\\.\\d{2}$" },
    due: { type: "string", format: "date" },
    reference: { anyOf: [{ type: "string", maxLength: 5 }, { type: "null" }] },
    lines: { type: "array", items: { type: "object", required: ["net"], properties: { net: { minimum: 1 } } } },
  },
  required: ["amount"],
  additionalProperties: false,
};

test("edits that fit their schema pass", async () => {
  const check = createParameterCheck({ worker, complain: () => undefined });
  await expect(
    check({ amount: "1.00", due: "2026-11-23", reference: null, lines: [{ net: 1 }] }, payout),
  ).resolves.toBeUndefined();
});

test("each field that does not fit is named by its pointer, with the rule and what the rule asks", async () => {
  const { fields } = await refusal(
    { amount: "1", due: "2026-02-30", reference: "too long", lines: [{ net: 0 }, {}], "a/b": 1 },
    payout,
  );
  expect([...fields].sort((a, b) => a.path.localeCompare(b.path))).toEqual([
    { path: "/a~1b", rule: "additionalProperties" },
    { path: "/amount", rule: "pattern", limit: "^\\d+\\.\\d{2}$" },
    { path: "/due", rule: "format", limit: "date" },
    { path: "/lines/0/net", rule: "minimum", limit: "1" },
    { path: "/lines/1/net", rule: "required" },
    { path: "/reference", rule: "maxLength", limit: "5" },
  ]);
});

test("a pattern built to hang is killed, and the thread that asked stays free", async () => {
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 5);
  const { message, fields } = await refusal(
    { name: `${"a".repeat(40)}!` },
    { properties: { name: { pattern: "^(a+)+$" } } },
  );
  clearInterval(counting);
  expect(message).toContain("takes too long to check");
  expect(fields).toEqual([]);
  expect(turns).toBeGreaterThan(5);
}, 30_000);

test("an honest check that a busy computer holds up for a second and a half is waited for", async () => {
  const folder = await mkdtemp(join(tmpdir(), "countersign-slow-worker-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const slow = join(folder, "slow-worker.mjs");
  await writeFile(
    slow,
    `import { parentPort } from "node:worker_threads";
     parentPort.once("message", () => setTimeout(() => parentPort.postMessage({ kind: "fits" }), 1500));
     parentPort.postMessage("ready");`,
  );
  const check = createParameterCheck({ worker: slow, complain: () => undefined });
  await expect(check({ amount: "1.00" }, payout)).resolves.toBeUndefined();
});

test.each([
  ["a pattern that is none", { properties: { name: { pattern: "(" } } }],
  ["a type that does not exist", { type: "money" }],
  ["a reference to elsewhere", { $ref: "https://example.com/schema.json" }],
  ["another draft", { $schema: "http://json-schema.org/draft-04/schema#" }],
])("a schema with %s refuses the edits and says that approving unchanged is still possible", async (_name, schema) => {
  const { message } = await refusal({ name: "a" }, schema);
  expect(message).toContain("cannot be read");
  expect(message).toContain("Approve it unchanged");
});

test("a schema that refers to itself alone refuses the edits in words, by its depth or by its time", async () => {
  const { message } = await refusal({ name: "a" }, { properties: { name: { $ref: "#/properties/name" } } });
  expect(message).toContain("edits cannot be checked. Approve it unchanged");
});

test("words that only the task understands do not make its schema unreadable", async () => {
  const check = createParameterCheck({ worker, complain: () => undefined });
  const schema = { properties: { iban: { type: "string", format: "iban", "x-risk": "high" } } };
  await expect(check({ iban: "DE89" }, schema)).resolves.toBeUndefined();
});
