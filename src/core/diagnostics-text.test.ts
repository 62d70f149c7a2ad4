import { expect, test } from "vitest";
import { diagnosticsText } from "./diagnostics-text.ts";

const planted = {
  key: "tr_prod_Pl4ntedSecretKey0001",
  patience: "tr_pat_Pl4ntedSecretKey0002",
  callback: "/api/v1/waitpoints/tokens/waitpoint_1/callback/9f8e7d6c5b4a39281706f5e4d3c2b1a0",
  token: "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl",
};
const gateTexts = new Set(["ACME Planted GmbH", "Pay ACME Planted GmbH", "DE89370400440532013000", "98765.43"]);

test("no secret, no payee, no account, no amount and no name of a folder is in the text, wherever it was planted", () => {
  const everywhere = [...Object.values(planted), ...gateTexts, "/home/planted-person/data"].join(" and ");
  const text = diagnosticsText(
    { [everywhere]: everywhere, log: [everywhere], deep: { reasons: [{ reason: `x${everywhere}x` }] } },
    gateTexts,
    "/home/planted-person",
  );
  for (const secret of [...Object.values(planted).slice(0, 2), planted.token, "9f8e7d6c5b4a"])
    expect(text).not.toContain(secret);
  const values = JSON.stringify(Object.values(JSON.parse(text) as object));
  for (const secret of [...gateTexts, "planted-person"]) expect(values).not.toContain(secret);
});

test("what is harmless stays readable, and short texts are no reason to cut up others", () => {
  const text = diagnosticsText(
    { at: "2026-11-23T09:00:00.000Z", log: ["poller: 500 from server"] },
    new Set(["500", ""]),
    "/",
  );
  expect(JSON.parse(text)).toEqual({ at: "2026-11-23T09:00:00.000Z", log: ["poller: 500 from server"] });
});
