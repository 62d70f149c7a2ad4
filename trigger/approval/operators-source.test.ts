import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { createOperator } from "#test/worker/worker-operators.ts";
import { createOperatorsSource } from "./operators-source.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-operators-"));
afterAll(() => rmSync(folder, { recursive: true }));
const ada = createOperator("ada").listed;
const ben = createOperator("ben").listed;

function source(bundled: unknown, type: string, file?: string) {
  return createOperatorsSource(bundled, type, file === undefined ? {} : { COUNTERSIGN_OPERATORS: file }, nodeCrypto);
}

test("the bundled list is what counts", () => {
  expect(source([ada], "PRODUCTION")()).toEqual([ada]);
});

test.each(["PRODUCTION", "STAGING", "PREVIEW", "development"])(
  "outside development the environment variable is ignored (%s)",
  (type) => {
    const file = join(folder, "planted.json");
    writeFileSync(file, JSON.stringify([ben]));
    expect(source([ada], type, file)()).toEqual([ada]);
  },
);

test("in development the named file counts instead, read at each verification", () => {
  const file = join(folder, "operators.json");
  const operators = source([ada], "DEVELOPMENT", file);
  expect(operators()).toEqual([]);
  writeFileSync(file, JSON.stringify([ben]));
  expect(operators()).toEqual([ben]);
});

test.each<[string, unknown]>([
  ["no list", { operators: [] }],
  ["a key id that is another key's", [{ ...ada, keyId: ben.keyId }]],
  ["a key listed twice", [ada, ada]],
  ["an unknown field", [{ ...ada, admin: true }]],
])("%s is refused with what to mend", (_, list) => {
  expect(() => source(list, "PRODUCTION")).toThrow(/operators\.json/u);
});

test("a file caught half-written is an ordinary error, which may be retried", () => {
  const file = join(folder, "half.json");
  writeFileSync(file, '[{"keyId":');
  expect(() => source([], "DEVELOPMENT", file)()).toThrow(expect.objectContaining({ name: "Error" }));
});
