import { expect, test } from "vitest";
import { replyError } from "./failures.ts";

const json = { "content-type": "application/json; charset=utf-8" };
const html = { "content-type": "text/html" };

function reply(status: number, headers: Record<string, string> = json, text = '{"error":"Why it failed."}') {
  return { status, headers: new Headers(headers), text };
}

test.each([
  [reply(301, html), "gateway/redirected", false],
  [reply(302, html), "gateway/redirected", false],
  [reply(307), "gateway/redirected", false],
  [reply(308), "gateway/redirected", false],
  [reply(400), "gateway/refused", false],
  [reply(401), "gateway/unauthorized", false],
  [reply(401, { "content-type": "application/problem+json" }), "gateway/unauthorized", false],
  [reply(401, {}), "gateway/unauthorized", false],
  [reply(401, html, "<h1>Sign in</h1>"), "gateway/intercepted", true],
  [reply(403), "gateway/forbidden", false],
  [reply(403, html, "<h1>Blocked by your company</h1>"), "gateway/intercepted", true],
  [reply(404), "gateway/not-found", false],
  [reply(404, html, "<h1>nginx</h1>"), "gateway/intercepted", true],
  [reply(405), "gateway/refused", false],
  [reply(407, html), "gateway/unreachable", true],
  [reply(408), "gateway/uncertain", true],
  [reply(409), "gateway/uncertain", true],
  [reply(411), "gateway/refused", false],
  [reply(413), "gateway/refused", false],
  [reply(413, html), "gateway/refused", false],
  [reply(422), "gateway/refused", false],
  [reply(429), "gateway/rate-limited", true],
  [reply(500), "gateway/uncertain", true],
  [reply(502, html), "gateway/uncertain", true],
  [reply(503, html), "gateway/uncertain", true],
  [reply(504), "gateway/uncertain", true],
  [reply(511, html), "gateway/intercepted", true],
])("the reply $status is $1", (failed, code, retryable) => {
  expect(replyError(failed)).toMatchObject({ code, retryable });
});

test("a refusal quotes the server's reason, without credentials in it and not at any length", () => {
  const reason = `Bad key tr_dev_aB3dE5fG7hI9jK1lM3nO. ${"x".repeat(5_000)}`;
  const { message } = replyError(reply(422, json, JSON.stringify({ error: reason })));
  expect(message).toContain("Bad key [removed]");
  expect(message.length).toBeLessThan(400);
});

test.each(["<p>no JSON</p>", "", '{"error":{"nested":true}}', "[]", "null"])("the body %j is not quoted", (text) => {
  expect(replyError(reply(400, json, text)).message).toBe("Trigger.dev refused the request (400).");
});

test("a rate limit says when it ends, in the server's time", () => {
  expect(replyError(reply(429, { "x-ratelimit-reset": "1790000000000" })).retryAt).toBe(1_790_000_000_000);
  const date = new Date(1_790_000_000_000).toUTCString();
  expect(replyError(reply(429, { "retry-after": "30", date })).retryAt).toBe(1_790_000_030_000);
  expect(replyError(reply(429, { "x-ratelimit-reset": "soon" })).retryAt).toBeUndefined();
  expect(replyError(reply(429, {})).retryAt).toBeUndefined();
});
