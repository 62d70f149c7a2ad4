import { expect, test } from "vitest";
import { doubtfulNames } from "./doubtful-names.ts";

test("an ordinary payee and account leave nothing to check", () => {
  expect(doubtfulNames({ payee: "ACME GmbH", account: "DE89370400440532013000" }, undefined)).toEqual([]);
  expect(doubtfulNames({}, undefined)).toEqual([]);
});

test.each([
  ["a direction override", "Acme\u202Egnp.exe"],
  ["a Cyrillic letter", "\u0410cme GmbH"],
  ["a character without width", "ACME\u200B GmbH"],
])("%s in the payee is to be checked", (_what, payee) => {
  expect(doubtfulNames({ payee, account: "DE89370400440532013000" }, undefined)).toEqual([payee]);
});

test("a payee in plain letters that could be taken for a known one is to be checked", () => {
  expect(doubtfulNames({ payee: "Modem Foods" }, "Modern Foods")).toEqual(["Modem Foods"]);
});

test("an account with a letter that only looks like one is to be checked beside its payee", () => {
  const account = "DE89 3704 0\u041E44";
  expect(doubtfulNames({ payee: "ACME GmbH", account }, undefined)).toEqual([account]);
});
