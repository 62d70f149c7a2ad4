import { expect, test } from "vitest";
import { redact } from "./log.ts";

test("keys, callback URLs and public tokens never reach the log", () => {
  const line =
    "key tr_prod_Ab12_x, url https://api.trigger.dev/api/v1/waitpoints/tokens/waitpoint_1/callback/9f8e, token eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.c2ln";
  expect(redact(line)).toBe("key [key], url [callback] token [token]");
});

test("a line stays one line, and turns nobody's terminal round", () => {
  expect(redact("failed\r\nINFO approved \u001b[2J\u202egnp\u2028x")).toBe(
    String.raw`failed\u{d}\nINFO approved \u{1b}[2J\u{202e}gnp\u{2028}x`,
  );
});

test("a callback in a form that only a machine reads is taken out too", () => {
  const hash = "0123456789abcdef".repeat(4);
  expect(redact(encodeURIComponent(`https://host/callback/${hash}`))).not.toContain(hash);
});
