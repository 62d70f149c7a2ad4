import { expect, test } from "vitest";
import { findText } from "./find-text.ts";

const SECRET = "tr_dev_cAnArY7kQ2vX9mW4pL8sN";

test.each<[string, (text: string) => Buffer]>([
  ["plain", (text) => Buffer.from(`before ${text} after`)],
  ["wide", (text) => Buffer.from(`before ${text} after`, "utf16le")],
  ["wide, big end first", (text) => Buffer.from(`before ${text} after`, "utf16le").swap16()],
  ["hex", (text) => Buffer.from(Buffer.from(`before ${text}`).toString("hex"))],
  [
    "percent-encoded",
    (text) =>
      Buffer.from(
        Buffer.from(text)
          .toString("hex")
          .replace(/../gu, (pair) => `%${pair}`),
      ),
  ],
  ...[0, 1, 2, 3, 4].map((before): [string, (text: string) => Buffer] => [
    `base64 after ${before} bytes`,
    (text) => Buffer.from(Buffer.from(`${"x".repeat(before)}${text} and more`).toString("base64")),
  ]),
  ["base64url", (text) => Buffer.from(Buffer.from(`\u00ff${text}`).toString("base64url"))],
])("a secret is found %s, and nothing where there is none", (_how, hide) => {
  expect(findText(hide(SECRET), SECRET)).not.toEqual([]);
  expect(findText(hide("tr_dev_somebodyElsesKey00000"), SECRET)).toEqual([]);
});
