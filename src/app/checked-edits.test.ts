import { expect, test } from "vitest";
import { nodeCrypto } from "#adapters/crypto/node-crypto.ts";
import { digestOf } from "#core/digest.ts";
import { assertChecked } from "./checked-edits.ts";

const request = digestOf({ title: "Pay" }, nodeCrypto);
const parameters = digestOf({ amount: "1.00" }, nodeCrypto);
const other = digestOf({ amount: "2.00" }, nodeCrypto);

test("exactly what was checked may be recorded", () => {
  expect(() =>
    assertChecked({ requestDigest: request, parametersDigest: parameters }, request, parameters),
  ).not.toThrow();
});

test.each([
  ["edits that nobody checked", undefined],
  ["other edits than the checked ones", { requestDigest: request, parametersDigest: other }],
  ["edits checked against another request", { requestDigest: other, parametersDigest: parameters }],
])("%s are not recorded", (_name, checked) => {
  expect(() => assertChecked(checked, request, parameters)).toThrow("Nothing was recorded");
});
