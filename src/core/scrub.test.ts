import { expect, test } from "vitest";
import { scrubText, scrubValue } from "#core/scrub.ts";

const HASH = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJlbnYiLCJwdWIiOnRydWV9.c2lnbmF0dXJl-_x";
const KEY = "tr_dev_aB3dE5fG7hI9jK1lM3nO";

test.each([
  [`https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_abc/callback/${HASH}`, HASH],
  [`POST "/callback/${HASH}" now`, HASH],
  [encodeURIComponent(`https://host/callback/${HASH}`), HASH],
  [`Bearer ${JWT}`, JWT],
  [`{"publicAccessToken":"${JWT}"}`, JWT],
  [`a token cut short: ${JWT.slice(0, 60)}`, JWT.slice(0, 60)],
  [`TRIGGER_SECRET_KEY=${KEY}`, KEY],
  [`tr_prod_sk_aB3dE5fG7hI9jK1lM3nOaB3d,`, "sk_aB3d"],
  ["login with tr_pat_0123456789abcdef", "tr_pat_0123"],
])("the credential in %j is removed", (text, credential) => {
  const scrubbed = scrubText(text);
  expect(scrubbed).toContain("[removed]");
  expect(scrubbed).not.toContain(credential);
});

test.each([
  "Pay ACME GmbH 1250.00 EUR",
  "run_cmwsb0oxx000cyv7dspm6qg85 waits for waitpoint_cmwsan5tt0000jd7dbghqi8z0",
  "eyJhbGciOiJIUzI1NiJ9 alone is no token",
  "/auth/callback/github",
  "sha256-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
])("%j stays as it is", (text) => {
  expect(scrubText(text)).toBe(text);
});

test("values are scrubbed at every depth, keys too, and come back as plain JSON", () => {
  const value = {
    [KEY]: 1,
    list: [{ url: `/callback/${HASH}` }],
    at: new Date(0),
    big: 12n,
    none: undefined,
    call: () => 1,
  };
  expect(scrubValue(value)).toEqual({
    "[removed]": 1,
    list: [{ url: "/callback/[removed]" }],
    at: "1970-01-01T00:00:00.000Z",
    big: "12",
  });
});

test("a value nested deeper than anyone needs is cut instead of exhausting the stack", () => {
  let deep: unknown = KEY;
  for (let level = 0; level < 100_000; level += 1) deep = [deep];
  expect(JSON.stringify(scrubValue(deep))).toMatch(/^\[{64}"\[removed\]"\]{64}$/u);
});

test("a long text of almost-credentials is scrubbed in linear time", () => {
  const text = "/callback/eyJeyJ".repeat(60_000);
  const begun = performance.now();
  scrubText(text);
  expect(performance.now() - begun).toBeLessThan(2_000);
});
