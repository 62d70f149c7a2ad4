import { expect, test } from "vitest";
import { presentAccount } from "#core/present-account.ts";

test.each([
  ["DE89370400440532013000", { scheme: "iban", text: "DE89 3704 0044 0532 0130 00", valid: true }],
  ["DE89 3704 0044 0532 0130 00", { scheme: "iban", text: "DE89 3704 0044 0532 0130 00", valid: true }],
  ["DE89370400440532013001", { scheme: "iban", text: "DE89 3704 0044 0532 0130 01", valid: false }],
  ["021000021", { scheme: "routing-number", text: "021000021", valid: true }],
  ["021000022", { scheme: "routing-number", text: "021000022", valid: false }],
  ["000000000", { scheme: "routing-number", text: "000000000", valid: false }],
  ["DE89 3704 0O44", { scheme: "other", text: "DE89 3704 0O44", valid: undefined }],
  ["petty cash", { scheme: "other", text: "petty cash", valid: undefined }],
])("%s", (account, presented) => {
  expect(presentAccount(account)).toMatchObject(presented.scheme === "other" ? { text: presented.text } : presented);
});

test("a Cyrillic letter in an IBAN makes it none", () => {
  expect(presentAccount("DE8937040044053201300\u041E").scheme).toBe("other");
});
