import { expect, test } from "vitest";
import { parseSecretKey } from "#core/secret-key.ts";

const BODY = "aB3dE5fG7hI9jK1lM3nO";

test.each([
  [`tr_dev_${BODY}`, "dev", false],
  [`tr_stg_${BODY}`, "staging", false],
  [`tr_prod_${BODY}`, "prod", false],
  [`  tr_preview_${BODY}\n`, "preview", false],
  [`tr_prod_sk_${BODY}1234`, "prod", true],
])("%j is a key of %s", (text, environment, restricted) => {
  const key = parseSecretKey(text);
  expect({ ...key, secret: key.secret.reveal() }).toEqual({ environment, restricted, secret: text.trim() });
});

test.each([
  ["", /^Paste/u],
  [`tr_pat_${BODY}`, /personal access token/u],
  [`pk_dev_${BODY}`, /public key/u],
  ["eyJhbGciOiJIUzI1NiJ9.e30.x", /public access token/u],
  ["tr_dev_short", /cut short/u],
  [`tr_dev_${BODY} ${BODY}`, /cut short/u],
  [`tr_dev_${BODY}\r\nx: y`, /cut short/u],
  [`tr_dev_${"a".repeat(300)}`, /cut short/u],
  [`tr_test_${BODY}`, /no Trigger\.dev secret key/u],
  ["sk-proj-1234567890", /no Trigger\.dev secret key/u],
])("%j is refused in words", (text, words) => {
  expect(() => parseSecretKey(text)).toThrow(
    expect.objectContaining({ code: "session/key-malformed", message: expect.stringMatching(words) }),
  );
});

test("a refusal never quotes the key", () => {
  const secret = `tr_dev_${BODY} trailing`;
  expect(() => parseSecretKey(secret)).toThrow(expect.objectContaining({ message: expect.not.stringContaining(BODY) }));
});
